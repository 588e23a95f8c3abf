#!/bin/sh
# Sets the version in all places that name it: version.sh X.Y.Z[-SNAPSHOT]
# For a release, the changes in CHANGELOG.md are headed by it and by the day; for a snapshot, a section for what follows begins.
set -eu

version=${1:-}
released=${version%-SNAPSHOT}
cd "$(dirname "$0")/.."

case $released in
    *[!0-9.]* | '' | .* | *. | *..*) echo "version.sh: \"$version\" is no version: usage: version.sh X.Y.Z[-SNAPSHOT]" >&2; exit 64 ;;
esac

old=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
sed -i "s|<version>$old</version>|<version>$version</version>|" pom.xml ./*/pom.xml
sed -i "s|VERSION = \".*\"|VERSION = \"$released\"|" keeper/src/main/java/dev/tend/keeper/Keeper.java
sed -i "s|\"version\": \".*\"|\"version\": \"$released\"|" steward/src/main/resources/dev/tend/api/openapi.json
if [ "$version" = "$released" ]; then
    sed -i "s|^## \[Unreleased\]\$|## [$version] - $(date -u +%Y-%m-%d)|" CHANGELOG.md
elif ! grep -q '^## \[Unreleased\]' CHANGELOG.md; then
    sed -i '0,/^## \[/s||## [Unreleased]\n\n## [|' CHANGELOG.md
fi
