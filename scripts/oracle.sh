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
    download_from_suite "$folder/packages" "$suite" 'golang-1.24-go golang-1.24-src' || return 1
    for package in "$folder/packages"/*.deb; do
        dpkg-deb -x "$package" "$folder/unpacked" || return 1
    done
}

compile() {
    env GOROOT="$folder/unpacked/usr/lib/go-1.24" GOCACHE="$folder/cache" HOME="$folder" CGO_ENABLED=0 GO111MODULE=off \
        GOTOOLCHAIN=local GOENV=off "$folder/unpacked/usr/lib/go-1.24/bin/go" build -trimpath -o "$folder/oracle" "$source" >&2
}

main "$@"
