#!/bin/sh
# Lays out the steward's program as it is installed: steward.sh TARGET JAR
#
#   TARGET/tend-steward/bin/tend-steward   the launcher
#   TARGET/tend-steward/lib/*.jar          it and its libraries
set -eu

root=$(dirname "$(dirname "$(readlink -f "$0")")")
target=$1
jar=$2

program=$target/tend-steward
mkdir -p "$program/bin" "$program/lib"
cp "$target/$jar" "$program/lib/tend-steward.jar"
cp "$root/packaging/tend-steward" "$program/bin/tend-steward"
chmod 755 "$program/bin/tend-steward"
