import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadedNode } from '../../../scripts/matrix/downloaded-node';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dds-node-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What comes of a Node.js 24, where `npx` is this script. */
function nodeOf(script: string) {
  writeFileSync(path.join(folder, 'npx'), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, 'npx'), 0o755);
  return downloadedNode('24', { PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` });
}

test('a Node.js that npm downloads is the first on the PATH of the tests', () => {
  const node = nodeOf('[ "$2" = --package=node@24 ] && echo /cache/node/bin/node');
  expect(node).toEqual({
    name: 'node-24',
    env: { PATH: expect.stringMatching(`^/cache/node/bin:${folder}:`) },
  });
});

test('a Node.js that npm cannot download is missing, with the reason that npm gives', () => {
  const node = nodeOf(
    'printf "npm error code E404\\nnpm error 404 Not Found - GET https://registry.example/node\\n" >&2; exit 1',
  );
  expect(node).toEqual({
    name: 'node-24',
    missing: 'npm could not download it: 404 Not Found - GET https://registry.example/node',
  });
});
