#!/usr/bin/env bash
# Puts a release of the Go module (`dist/go`) into the repository that Go fetches it from: go-module.sh FOLDER REPOSITORY VERSION
# Go looks for the version of a module in a subfolder by a tag that begins with the folder.
set -euo pipefail
module=$(cd "$1" && pwd)
repository=$2
version=$3

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git clone --quiet --depth 1 "$repository" "$scratch/clone"
cd "$scratch/clone"
rm -rf dds
cp -R "$module/dds" dds
git add --all
git -c user.name=releases -c user.email=releases@users.noreply.github.com commit --quiet --message "v$version"
git tag "dds/v$version"
git push --quiet origin HEAD "dds/v$version"
