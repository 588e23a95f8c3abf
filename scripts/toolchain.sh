# What the build needs of a machine, and how to get it. Sourced by tend, check and scripts/native.sh, in any POSIX shell.
# Who sources it may have set $root to the top folder.
# shellcheck shell=sh

# One line to standard error, as all of Tend's messages.
say() {
    printf 'tend: %s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

# The keeper's structs are laid down by hand for one architecture.
require_platform() {
    case $(uname -s)/$(uname -m) in
        Linux/x86_64) ;;
        *) fail "this is $(uname -s) on $(uname -m): Tend runs on Linux on x86_64 only so far" ;;
    esac
}

is_jdk_25() {
    [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

# Puts the folder of a JDK 25 into JAVA_HOME: the one it names already, or one of the system's.
find_jdk() {
    for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        if is_jdk_25 "$jdk"; then
            JAVA_HOME=$jdk
            export JAVA_HOME
            return
        fi
    done
    return 1
}

require_jdk() {
    find_jdk || { install_packages openjdk-25-jdk-headless && find_jdk; } ||
        fail 'there is no JDK 25 here: install one (openjdk-25-jdk-headless, or from adoptium.net) and set JAVA_HOME to its folder'
}

require_maven() {
    command -v mvn >/dev/null || install_packages maven || fail 'there is no Maven here: install it (Debian: maven)'
}

# A C compiler: with musl's wrapper the executable is static, with any other one dynamic.
require_c_compiler() {
    command -v musl-gcc >/dev/null || install_packages musl-tools gcc || command -v cc >/dev/null ||
        fail 'there is no C compiler here: install one (Debian: musl-tools)'
}

# The dialect of TeaVM's C: Java's numbers wrap around and pointers are cast freely; without these two flags, numbers print wrongly.
# The executable is position-independent, since it may run as root. Code that makes frames (FrameEntry in compiler) is called with the
# stack where it is, so nothing may lie below its top. Warnings in generated C help nobody.
# shellcheck disable=SC2034 # for scripts that source this
dialect_flags='-fwrapv -fno-strict-aliasing -fPIE -mno-red-zone -w'

# The C compiler, with the flags that make a small executable.
native_cc() {
    if ! command -v musl-gcc >/dev/null; then
        echo 'cc -Os -s -pie'
    elif pie=$(static_pie); then
        echo "musl-gcc -Os -s $pie"
    else
        return 1
    fi
}

# The flags for a static executable that is position-independent. Debian's musl-gcc ignores -static-pie and makes a dynamic one, so
# the linker gets its options, and musl's start file for such executables, by hand. The other start files serve constructors of the
# old kind, which no C here has. keeper/src/main/c/start.c says why the entry point is ours.
static_pie() {
    start=$(musl-gcc -static -### -x c /dev/null 2>&1 | tr ' "' '[\n*]' | sed -n 's|/S\{0,1\}crt1\.o$|/rcrt1.o|p')
    [ -e "$start" ] || fail "there is no rcrt1.o of musl here ($start): install musl's development files (Debian: musl-dev)"
    echo "-static -nostartfiles -Wl,-pie,--no-dynamic-linker,-z,text,-z,pack-relative-relocs,-e,tend_start $start"
}

# A command that only ./check wants, from the Debian package named like it.
offer() {
    command -v "$1" >/dev/null || install_packages "$1"
}

# Installs Debian packages, where that is possible and allowed: with apt, as root.
install_packages() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        return 1
    fi
    if [ -z "${apt_is_fresh:-}" ]; then
        apt-get -qq update >/dev/null 2>&1 || true
        apt_is_fresh=yes
    fi
    apt-cache -q policy "$@" 2>/dev/null | grep -q 'Candidate: [0-9]' || return 1
    say "installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null 2>&1
}

# Downloads Debian packages into a folder, once: download_packages FOLDER 'NAME NAME'
download_packages() {
    mkdir -p "$1"
    for package in $2; do
        set -- "$1" "$2" "$1/${package}"_*.deb
        [ -e "$3" ] || (cd "$1" && apt-get -qq download "$package" >/dev/null 2>&1) || return 1
    done
}

# Downloads Debian packages of another suite than the machine's into a folder, once: download_from_suite FOLDER SUITE 'NAME NAME'
# Nothing is installed; apt's lists of that suite stay in the folder.
download_from_suite() {
    mkdir -p "$1/lists/partial"
    for package in $3; do
        set -- "$1" "$2" "$3" "$1/${package}"_*.deb
        [ -e "$4" ] || (cd "$1" && suite_apt "$2" update && suite_apt "$2" download "$package") || return 1
    done
}

# apt-get with one suite alone, and lists in this folder: suite_apt SUITE ARGUMENT...
suite_apt() {
    debian_source "$1" >sources.list || return 1
    shift
    apt-get -qq -o Dir::Etc::sourcelist="$PWD/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$PWD/lists" \
        -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@" >/dev/null 2>&1
}

# The address and key of the machine's first source of Debian itself, for another suite: debian_source SUITE
# Where it has none, as on another distribution, there is nothing to download.
debian_source() {
    files=$(ls /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
    # shellcheck disable=SC2086 # the names of apt's files have no blanks
    address=$(sed -n 's/^\(URIs:\|deb\( \[[^]]*\]\)\{0,1\}\) *\(https\{0,1\}:[^ ]*\/debian\/\{0,1\}\)\( .*\)\{0,1\}$/\3/p' $files | head -n 1)
    [ -n "$address" ] && echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $address $1 main"
}

# All that turns the sources into programs.
require_build_tools() {
    require_jdk
    require_maven
    require_c_compiler
}

# Runs Maven on the tree at $root with all its words going to $build_log, and shows those that count where it fails.
run_maven() {
    build_log=${root:?}/target/build.log
    mkdir -p "$root/target"
    # Debian's Maven uses what a new JDK warns about.
    if ! MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" \
        mvn -B -ntp -f "$root/pom.xml" "$@" >"$build_log" 2>&1 </dev/null; then
        grep -E '^\[(ERROR|WARNING)\]|\[exec\]' "$build_log" |
            grep -vE 'http://cwiki|stack trace of the errors|switch to enable full|more information about|Help 1|^\[[A-Z]*\] *$' |
            head -n 60 >&2
        return 1
    fi
}
