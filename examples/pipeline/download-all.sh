#!/bin/sh
# Downloads every file of the backup: download-all.sh <outputs file> <directory>
# curl reads the links from its standard input: on a command line every user of the machine could see them.
set -eu
outputs=$1
directory=$2

mkdir -p "$directory"
jq -r '.pipeline.backup_download_links | to_entries[]
  | "url = \(.value | @json)", "output = \(.key | gsub("/"; "_") | @json)"' "$outputs" |
  (cd "$directory" && curl --fail --fail-early --silent --show-error --config -)
jq -r '.pipeline.backup_files[] | "\(.name)  \(.size) KB"' "$outputs"
