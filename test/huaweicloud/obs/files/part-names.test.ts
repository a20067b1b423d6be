import { basename } from 'node:path';
import {
  isOwnName,
  isPartOf,
  keyOf,
  partNames,
} from '../../../../lib/huaweicloud/obs/files/part-names';

const key = '0123456789abcdef';
const namesOf = (name: string) => {
  const { part, journal, newJournal } = partNames({ directory: '/backups', name }, key);
  return [part, journal, newJournal()].map((path) => basename(path));
};

test.each(['a', 'a'.repeat(200), 'a'.repeat(201), 'ä'.repeat(101), 'a'.repeat(255)])(
  'the names around %s are its own, and not too long',
  (name) => {
    for (const entry of namesOf(name)) {
      expect(Buffer.byteLength(entry)).toBeLessThan(256);
      expect([isPartOf(name, entry), isOwnName(entry), keyOf(name, entry)]).toEqual([
        true,
        true,
        key,
      ]);
    }
  },
);

test('a name of up to 200 bytes can be recognised, a longer one stands as its hash', () => {
  const [short, long] = ['a'.repeat(200), 'a'.repeat(201)];
  expect(namesOf(short)[0]).toBe(`.${short}.${key}.part`);
  expect(namesOf(long)[0]).toMatch(/^\.[0-9a-f]{64}\.0123456789abcdef\.part$/);
});

test.each([
  `.a.${key}.part.bak`,
  `.a.${key}.journal.0123456`,
  `.a.${key}.parts`,
  `.a.${key}0.part`,
  `.a.x${key}.part`,
  `.a.b.${key}.part`,
  `.b.${key}.part`,
  `a.${key}.part`,
  '.a.part',
])('%s is nothing that a download of a has left', (entry) => {
  expect(isPartOf('a', entry)).toBe(false);
});
