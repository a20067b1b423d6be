#!/usr/bin/env node
// `dds-backup`. No syntax newer than ES5, so that an old Node.js gets as far as the message.
var needed = '@node@'.split('.');
var found = process.versions.node.split('.');
for (var i = 0; i < 3 && parseInt(found[i], 10) <= needed[i]; i += 1) {
  if (parseInt(found[i], 10) < needed[i]) {
    console.error(
      'error: dds-backup needs Node.js @node@ or newer; this is ' +
        process.version +
        ' (' +
        process.execPath +
        ').',
    );
    process.exit(1);
  }
}
require('./main.cjs');
