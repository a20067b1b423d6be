#!/bin/sh
':' /*
# `terraform-provider-dds`: sh and JavaScript at once. The engine starts this file; sh reads it first, finds Node
# and hands it over. For Node the lines of sh are a comment. Only what sh has built in is used: the PATH may be bare.
# An engine shows what a provider says instead of its handshake only if that is one line on stdout.
provider='The provider terraform.internal/huaweicloud/dds'
if ! command -v node > /dev/null; then
  echo "$provider"' needs Node.js @node@ or newer, and there is no `node` on the PATH of the process that runs it. Install Node.js (https://nodejs.org) where Terraform runs, and run again.'
  exit 1
fi
# With some NODE_OPTIONS Node does not start at all, or not as far as here: an option it does not know, a module that is
# not there or ends the process, a permission that is missing.
starts() {
  said=$(node -e 'require("fs").readFileSync(process.argv[1]); process.exit(42)' "$1" 2>&1 < /dev/null)
  [ $? -eq 42 ]
}
if [ -n "${NODE_OPTIONS-}" ] && ! starts "$0"; then
  reason=
  while IFS= read -r line; do
    case $line in *[[:cntrl:]]*) continue ;; esac
    case $line in *Error:* | *'Error ['* | *ERROR:* | *' NODE_OPTIONS'*) reason=$line && break ;; esac
  done << END
$said
END
  printf '%s cannot start: with the NODE_OPTIONS that are set where Terraform runs, Node.js fails (%.300s). Correct NODE_OPTIONS, or unset it, and run again.\n' "$provider" "${reason:-no reason is given}"
  exit 1
fi
PLUGIN_OUTPUT_DESCRIPTOR=1
# The engine starts us without arguments and takes the first line on stdout for the handshake. So stdout becomes
# another descriptor, and what modules print that NODE_OPTIONS load goes to stderr, which the engine logs.
if [ $# -eq 0 ]; then
  if ! { true 3>&1; } 2> /dev/null; then
    echo "$provider cannot start: its standard output is closed, and there it has to tell the engine where it listens." >&2
    exit 1
  fi
  true 3>&2 || exec 2> /dev/null
  exec 3>&1 1>&2
  PLUGIN_OUTPUT_DESCRIPTOR=3
fi
export PLUGIN_OUTPUT_DESCRIPTOR
# Node 20 reads these certificates whenever it starts, which takes longer than the whole rest of it. We read them before
# the first https connection; but modules that NODE_OPTIONS load may need them at once.
if [ -n "${NODE_EXTRA_CA_CERTS-}" ] && [ -z "${NODE_OPTIONS-}" ]; then
  export PLUGIN_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"
  unset NODE_EXTRA_CA_CERTS
fi
# It would write headers and links to stderr, and so into the log.
unset NODE_DEBUG
exec node "$0" "$@"
*/;

// No syntax newer than ES5 here, so that an old Node gets as far as the message.
var fs = require('fs');
var needed = '@node@'.split('.');
var found = process.versions.node.split('.');
for (var i = 0; i < 3 && parseInt(found[i], 10) <= needed[i]; i += 1) {
  if (parseInt(found[i], 10) < needed[i]) {
    fs.writeSync(
      Number(process.env.PLUGIN_OUTPUT_DESCRIPTOR || 1),
      'The provider terraform.internal/huaweicloud/dds needs Node.js @node@ or newer, and the `node` on the PATH of the process that runs it is ' +
        process.version +
        ' (' +
        process.execPath +
        '). Put a newer one (https://nodejs.org) first on the PATH, and run again.\n'
    );
    process.exit(1);
  }
}
if (process.env.PLUGIN_EXTRA_CA_CERTS) {
  process.env.NODE_EXTRA_CA_CERTS = process.env.PLUGIN_EXTRA_CA_CERTS;
  delete process.env.PLUGIN_EXTRA_CA_CERTS;
}
require('./provider.cjs');
