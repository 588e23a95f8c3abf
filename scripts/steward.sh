#!/bin/sh
# Lays out the steward's program as it is installed: steward.sh TARGET JAR [--runtime]
#
#   TARGET/tend-steward/bin/tend-steward   the launcher
#   TARGET/tend-steward/bin/tend-steward-keystore   what a process manager's keeper runs for it
#   TARGET/tend-steward/lib/*.jar          it and its libraries
#   TARGET/tend-steward/runtime            with --runtime: a Java of its own, with no more than it takes
#   TARGET/tend-steward/lib/*.aot          what Java need not find out again at each start
set -eu

root=$(dirname "$(dirname "$(readlink -f "$0")")")
target=$1
jar=$2

# What the steward and its libraries take of Java, and what else its parts may: a client for HTTP, a recording of what it does.
modules=java.base,java.logging,java.management,java.naming,java.net.http,jdk.jfr,jdk.management

program=$target/tend-steward
mkdir -p "$program/bin" "$program/lib"
cp "$target/$jar" "$program/lib/tend-steward.jar"
cp "$root/packaging/tend-steward" "$root/packaging/tend-steward-keystore" "$program/bin/"
chmod 755 "$program"/bin/*

if [ "${3:-}" = --runtime ]; then
    rm -rf "$program/runtime" "$program/lib/tend-steward.aot"
    "$JAVA_HOME/bin/jlink" --add-modules $modules --strip-java-debug-attributes --no-header-files --no-man-pages \
        --compress zip-6 --output "$program/runtime"
fi

cache=$program/lib/tend-steward.aot
if [ ! -e "$cache" ] || [ -n "$(find "$program" -newer "$cache" -name '*.jar' -print -quit)" ]; then
    rm -f "$cache"
    "$JAVA_HOME/bin/java" "$root/scripts/Rehearsal.java" "$program/bin/tend-steward" "$cache"
fi
