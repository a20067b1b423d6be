import {
  parseContentLength,
  parseContentRange,
  parseUnsatisfiedRange,
} from '../../../../lib/huaweicloud/obs/object/content-range';

test.each([
  ['bytes 0-0/1', { from: 0, to: 1, size: 1 }],
  ['bytes 5-9/10', { from: 5, to: 10, size: 10 }],
  ['Bytes  10-19/*', { from: 10, to: 20, size: undefined }],
  ['\tbytes 10-19/9007199254740991 ', { from: 10, to: 20, size: 9007199254740991 }],
  ['bytes 0-9007199254740990/*', { from: 0, to: 9007199254740991, size: undefined }],
])('Content-Range: %s', (header, range) => {
  expect(parseContentRange(header)).toEqual(range);
});

test.each([
  undefined,
  '',
  'bytes 5-4/10',
  'bytes 5-10/10',
  'bytes */10',
  'bytes 0-9',
  'bytes 0-9/10, 20-29/30',
  'x bytes 0-9/10',
  'bytes0-9/10',
  'bytes 0-9/9007199254740992',
  'bytes 0-9007199254740991/*',
  'bytes 0-9/12345678901234567',
  'items 0-9/10',
])('Content-Range: %s makes no sense', (header) => {
  expect(parseContentRange(header)).toBeUndefined();
});

test.each([
  ['bytes */0', 0],
  [' Bytes  */1234567890 ', 1234567890],
  ['bytes */9007199254740992', undefined],
  ['bytes */12345678901234567', undefined],
  ['bytes 0-9/10', undefined],
  ['bytes */10 or so', undefined],
  ['x bytes */10', undefined],
  ['bytes */*', undefined],
  [undefined, undefined],
])('Content-Range: %s of a range beyond the end: %s bytes', (header, size) => {
  expect(parseUnsatisfiedRange(header)).toBe(size);
});

test.each([
  ['0', 0],
  [' 1234567890 ', 1234567890],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', undefined],
  ['1.5', undefined],
  ['-1', undefined],
  ['10, 10', undefined],
  ['', undefined],
  [undefined, undefined],
])('Content-Length: %s is %s', (header, length) => {
  expect(parseContentLength(header)).toBe(length);
});
