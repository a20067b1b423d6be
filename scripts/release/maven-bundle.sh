#!/usr/bin/env bash
# Packs a Maven repository (`dist/java`) into the signed bundle that Maven Central takes: maven-bundle.sh FOLDER BUNDLE.zip
# The key is in GPG_PRIVATE_KEY, its passphrase in GPG_PASSPHRASE; a key ring of its own takes it, and is gone afterwards.
set -euo pipefail
: "${GPG_PRIVATE_KEY:?has no key to sign with}"
repository=$1
mkdir -p "$(dirname "$2")"
bundle=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")

scratch=$(mktemp -d)
export GNUPGHOME="$scratch/keys"
trap 'gpgconf --kill gpg-agent; rm -rf "$scratch"' EXIT
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --import <<<"$GPG_PRIVATE_KEY"

cp -R "$repository" "$scratch/bundle"
find "$scratch/bundle" -name 'maven-metadata.xml*' -delete # Maven Central writes its own
find "$scratch/bundle" -type f \( -name '*.jar' -o -name '*.pom' \) -print | while read -r file; do
  gpg --batch --quiet --pinentry-mode loopback --passphrase-fd 0 --armor --detach-sign "$file" <<<"${GPG_PASSPHRASE-}"
done
rm -f "$bundle"
cd "$scratch/bundle" && zip --quiet --recurse-paths "$bundle" .
