#!/bin/sh
# Makes target/go/oracle, the program that evaluates templates with Go's own text/template: the tests of the module template compare
# with it. Go 1.24 comes from Debian 13, from the machine's own Debian source with the suite trixie; nothing is installed.
set -eu

root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source=scripts/toolchain.sh
. "$root/scripts/toolchain.sh"

folder=$root/target/go
source=$root/template/src/test/go/oracle.go
suite=trixie

main() {
    [ ! -x "$folder/oracle" ] || [ -n "$(find "$source" -newer "$folder/oracle")" ] || exit 0
    mkdir -p "$folder"
    [ -x "$folder/unpacked/usr/lib/go-1.24/bin/go" ] || fetch || fail "there is no Go 1.24 to be had: apt-get, dpkg-deb and $suite are needed"
    compile || fail "Go cannot compile $source"
}

fetch() {
    mkdir -p "$folder/lists/partial" "$folder/packages"
    debian_source >"$folder/sources.list"
    with_suite update
    (cd "$folder/packages" && with_suite download golang-1.24-go golang-1.24-src)
    for package in "$folder/packages"/*.deb; do
        dpkg-deb -x "$package" "$folder/unpacked"
    done
}

# The address and key of the machine's first source of Debian itself, for another suite.
debian_source() {
    files=$(ls /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true)
    # shellcheck disable=SC2086 # the names of apt's files have no blanks
    address=$(sed -n 's/^\(URIs:\|deb\( \[[^]]*\]\)\{0,1\}\) *\(https\{0,1\}:[^ ]*\/debian\/\{0,1\}\)\( .*\)\{0,1\}$/\3/p' $files | head -n 1)
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${address:-http://deb.debian.org/debian} $suite main"
}

# apt-get with that source alone, and lists of its own: with_suite ARGUMENT...
with_suite() {
    apt-get -qq -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$folder/lists" \
        -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= "$@" >/dev/null 2>&1
}

compile() {
    env GOROOT="$folder/unpacked/usr/lib/go-1.24" GOCACHE="$folder/cache" HOME="$folder" CGO_ENABLED=0 GO111MODULE=off \
        GOTOOLCHAIN=local GOENV=off "$folder/unpacked/usr/lib/go-1.24/bin/go" build -trimpath -o "$folder/oracle" "$source" >&2
}

main "$@"
