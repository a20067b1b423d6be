import {
  identityKey,
  isSameObject,
  lacksValidator,
  type ObjectIdentity,
  strongEtag,
} from '../../../../lib/huaweicloud/obs/object/object-identity';

const size = 10;
const [morning, evening] = ['Mon, 05 Jan 2026 02:00:00 GMT', 'Mon, 05 Jan 2026 20:00:00 GMT'];

test.each<[ObjectIdentity, ObjectIdentity, boolean]>([
  [{ size, etag: '"a"' }, { size, etag: '"a"' }, true],
  [{ size, etag: '"a"' }, { size, etag: '"b"' }, false],
  [{ size, etag: '"a"' }, { size: 11, etag: '"a"' }, false],
  [{ size, etag: '"a"' }, { size }, false],
  [
    { size, etag: '"a"', lastModified: morning },
    { size, etag: '"a"', lastModified: evening },
    true,
  ],
  [{ size, etag: 'W/"a"' }, { size, etag: 'W/"a"' }, true],
  [
    { size, etag: 'W/"a"', lastModified: morning },
    { size, etag: 'W/"a"', lastModified: evening },
    false,
  ],
  [
    { size, etag: 'W/"a"', lastModified: morning },
    { size, etag: '"a"', lastModified: morning },
    true,
  ],
  [{ size, lastModified: morning }, { size, lastModified: morning }, true],
  [{ size, lastModified: morning }, { size, lastModified: evening }, false],
  [{ size }, { size }, true],
])('%j and %j are the same object: %s', (one, other, same) => {
  expect(isSameObject(one, other)).toBe(same);
  expect(isSameObject(other, one)).toBe(same);
});

test.each<[Omit<ObjectIdentity, 'size'>, Omit<ObjectIdentity, 'size'>, boolean]>([
  [{}, {}, false],
  [{ etag: '"a"' }, { etag: '"b"' }, false],
  [{ etag: '"a"', lastModified: morning }, { etag: '"a"' }, false],
  [{ etag: '"a"', lastModified: morning }, { lastModified: morning }, true],
  [{ etag: 'W/"a"', lastModified: morning }, { etag: 'W/"a"' }, true],
  [{ etag: 'W/"a"', lastModified: morning }, { etag: 'W/"b"', lastModified: evening }, false],
  [{ lastModified: morning }, { etag: '"a"' }, true],
  [{ lastModified: morning }, { lastModified: evening }, false],
])('after %j, an answer with %j leaves out what decides: %s', (known, answer, lacks) => {
  expect(lacksValidator({ size, ...answer }, { size, ...known })).toBe(lacks);
});

test.each(['W/"a"', 'a', '"a', '"a"b"', '', undefined])(
  'the ETag %s is not a strong one',
  (etag) => {
    expect(strongEtag({ size, etag })).toBeUndefined();
  },
);

test('the key is short, harmless in a file name, and follows the validator', () => {
  const key = identityKey({ size, etag: '"../a"' });
  expect(key).toMatch(/^[0-9a-f]{16}$/);
  expect(identityKey({ size, etag: '"../a"', lastModified: morning })).toBe(key);
  const others = [
    ...[
      { size, etag: '"b"' },
      { size: 11, etag: '"../a"' },
      { size, etag: 'W/"../a"' },
    ],
    ...[
      { size, lastModified: morning },
      { size, lastModified: evening },
    ],
  ];
  expect(new Set([key, ...others.map(identityKey)]).size).toBe(6);
});

test('without a validator there is no key', () => {
  expect(identityKey({ size })).toBeUndefined();
});
