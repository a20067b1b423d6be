#!/bin/sh
':' /*
# `terraform-provider-dds`: sh and JavaScript at once. The engine starts this file; sh reads it first, finds Node
# and hands it over. For Node the lines of sh are a comment.
# An engine shows what a provider says instead of its handshake only if that is one line on stdout.
if ! command -v node > /dev/null; then
  echo 'The provider terraform.internal/huaweicloud/dds needs Node.js 20 or newer, and there is no `node` on the PATH of the process that runs it. Install Node.js (https://nodejs.org) where Terraform runs, and run again.'
  exit 1
fi
exec node "$0" "$@"
*/;

// No syntax newer than ES5 here, so that an old Node gets as far as the message.
var fs = require('fs');
if (Number(process.versions.node.split('.')[0]) < 20) {
  fs.writeSync(
    1,
    'The provider terraform.internal/huaweicloud/dds needs Node.js 20 or newer, and the `node` on the PATH of the process that runs it is ' +
      process.version +
      ' (' +
      process.execPath +
      '). Put a newer one (https://nodejs.org) first on the PATH, and run again.\n'
  );
  process.exit(1);
}
require('./provider.cjs');
