import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type FollowingHash,
  FollowingHashes,
} from '../../../../lib/huaweicloud/obs/files/following-hash';
import { type TemporaryDirectory, temporaryDirectory } from '../download-fixture';

/** More than the thread reads of one file before it turns to the next. */
const content = randomBytes(5_000_000);
let temporary: TemporaryDirectory;
let file: FileHandle;
let hashes: FollowingHashes;
let hash: FollowingHash;

beforeEach(async () => {
  temporary = await temporaryDirectory();
  const path = join(temporary.path, 'file');
  await writeFile(path, content);
  file = await open(path);
  hashes = new FollowingHashes();
  hash = hashes.follow(file.fd);
});

afterEach(async () => {
  await hashes.close();
  await file.close();
  await temporary.remove();
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the hash of a file follows what is there, and is complete in the end', async () => {
  for (const to of [0, 1, 1_000_000, 999_999, content.length]) hash.advance(to);
  expect(await hash.end(content.length)).toBe(sha256(content));
});

test('files are hashed side by side, each for itself', async () => {
  const other = hashes.follow(file.fd);
  const both = [hash.end(content.length), other.end(100)];
  expect(await Promise.all(both)).toEqual([sha256(content), sha256(content.subarray(0, 100))]);
});

test('a file that becomes shorter is an error of the system', async () => {
  await expect(hash.end(content.length + 1)).rejects.toMatchObject({
    code: 'EIO',
    syscall: 'read',
    message: 'the file has become shorter',
  });
});

test('a file that cannot be read is an error of the system, and other files are hashed', async () => {
  const other = hashes.follow(-1);
  await expect(other.end(1)).rejects.toMatchObject({ syscall: 'read' });
  expect(await hash.end(content.length)).toBe(sha256(content));
});

test('a hash that is dropped is an error for whoever waits for it', async () => {
  hash.advance(content.length);
  await hash.drop();
  await expect(hash.end(content.length)).rejects.toMatchObject({ code: 'ECANCELED' });
});

test('after the end of its thread a hash is an error, and there are no others', async () => {
  const ended = expect(hash.end(content.length)).rejects.toThrow(
    'the thread that hashes has ended',
  );
  await hashes.close();
  await ended;
  expect(() => hashes.follow(file.fd)).toThrow('no more files are hashed');
});

test('what is closed before the first hash starts no thread for it', async () => {
  const unused = new FollowingHashes();
  await unused.close();
  expect(() => unused.follow(file.fd)).toThrow('no more files are hashed');
});
