import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import {
  formatChecksums,
  InvalidChecksums,
  parseChecksums,
} from '../../lib/cli/commands/checksum-list';
import { always } from './property';

const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.stringMatching(/^[\\\n\r *a-c()=.-]{1,8}$/),
  )
  .map((text) => text.normalize('NFC'))
  .filter((text) => !text.startsWith('./'));
const checksum = fc.stringMatching(/^[0-9a-f]{64}$/);
const entries = fc.uniqueArray(fc.record({ path: name, sha256: checksum }), {
  selector: (entry) => entry.path,
});

/** What a file system can hold. */
const fileName = name.filter(
  (text) => !/[/\0]|^\.{1,2}$/.test(text) && Buffer.byteLength(text) < 255,
);

export const checksums = [
  always('a list is read as it was written', [entries, fc.boolean()], (list, asOnWindows) => {
    const text = formatChecksums(list);
    const read = parseChecksums(asOnWindows ? text.replaceAll('\n', '\r\n') : text);
    assert.deepEqual(
      [...read],
      list.map((entry) => [entry.path, entry.sha256]),
    );
  }),

  always(
    'any text is a list or InvalidChecksums',
    [
      fc.array(
        fc.oneof(
          name,
          fc.tuple(checksum, fc.constantFrom('  ', ' *', ' '), name).map((parts) => parts.join('')),
        ),
      ),
    ],
    (lines) => {
      try {
        for (const [each, sha256] of parseChecksums(lines.join('\n'))) {
          assert.match(sha256, /^[0-9a-f]{64}$/);
          assert.ok(!each.startsWith('./'));
        }
      } catch (error) {
        assert.ok(error instanceof InvalidChecksums, String(error));
      }
    },
  ),

  always(
    'sha256sum reads what is written, and what it writes is read',
    [fc.uniqueArray(fileName, { minLength: 1, maxLength: 8 })],
    (names) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'checksums-'));
      try {
        mkdirSync(path.join(folder, 'files'));
        const list = names.map((each) => ({
          path: `files/${each}`,
          sha256: createHash('sha256').update(each).digest('hex'),
        }));
        for (const [index, each] of names.entries())
          writeFileSync(path.join(folder, list[index]?.path ?? ''), each);
        const text = formatChecksums(list);
        writeFileSync(path.join(folder, 'list'), text);
        execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'list'], {
          cwd: folder,
          stdio: 'pipe',
        });
        const written = execFileSync('sha256sum', ['--', ...list.map((entry) => entry.path)], {
          cwd: folder,
          encoding: 'utf8',
        });
        assert.equal(written, text);
        assert.deepEqual(
          [...parseChecksums(written)],
          list.map((entry) => [entry.path, entry.sha256]),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    { runs: 10 },
  ),
];
