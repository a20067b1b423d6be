import { ReadBuffers } from '../../../lib/huaweicloud/connection/read-buffers';

const KB = 1024;

let buffers: ReadBuffers;

beforeEach(() => {
  buffers = new ReadBuffers();
});

/** Connections that are reading at the same time. */
function connections(count: number) {
  return Array.from({ length: count }, () => buffers.forConnection());
}

test('memory that somebody keeps when its connection ends is not read into before it comes back', () => {
  const [one] = connections(1);
  const kept = one!.received(one!.next().write('kept'));
  buffers.keep(kept);
  one!.end();
  const [second] = connections(1);
  expect(second!.next().buffer).not.toBe(kept.buffer);
  second!.end();
  buffers.giveBack(kept);
  expect(connections(1)[0]?.next().buffer).toBe(kept.buffer);
});

test('memory of somebody else is left alone', () => {
  const foreign = Buffer.alloc(64 * KB);
  buffers.keep(foreign);
  buffers.giveBack(foreign);
  expect(buffers.have(foreign)).toBe(false);
  expect(connections(1)[0]?.next().buffer === foreign.buffer).toBe(false);
});

test.each([
  [1, 64],
  [16, 64],
  [17, 16],
  [64, 16],
])('the last of %i connections reads %i KB at a time', (count, length) => {
  expect(connections(count).at(-1)?.next()).toHaveLength(length * KB);
});

test('a connection that comes after others have ended reads as much as if there had been none', () => {
  for (const own of connections(17)) own.end();
  expect(connections(1)[0]?.next()).toHaveLength(64 * KB);
});
