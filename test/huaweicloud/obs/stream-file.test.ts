import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type RemoteObject } from '../../../lib/huaweicloud/obs/object/remote-object';
import { OutputClosed, streamFile } from '../../../lib/huaweicloud/obs/stream-file';
import { type Fault } from '../../../lib/simulator/faults';
import { startSimulator } from '../../../lib/simulator/simulator';
import { afterTest } from '../../after-test';
import { cloudOf, failureOf, here, patient } from '../cloud-of';
import { hasty } from './download-fixture';
import { expired, ObjectServer } from './object/object-server';
import { openObject, sha256 } from './object/reading';

let server: ObjectServer;
let object: RemoteObject;

beforeEach(async () => {
  server = await ObjectServer.start(randomBytes(3_000_000));
  object = await openObject(server);
});

afterEach(() => server.close());

test('cut bodies and expired links bring no byte twice and leave none out', async () => {
  server.script.push(server.cut(100_000), expired, server.cut(1_500_000), expired, server.cut(0));
  const output = new PassThrough();
  const received = buffer(output);
  const progress: number[] = [];
  const progressed = (bytes: number) => void progress.push(bytes);
  const result = await streamFile(object, output, { hash: true, progressed }, patient);
  output.end();
  expect(result).toEqual({ sizeBytes: 3_000_000, sha256: sha256(server.content) });
  expect(sha256(await received)).toBe(result.sha256);
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
  expect(progress.at(-1)).toBe(3_000_000);
});

test('a long stream outlives many links, and has each byte once', async () => {
  const MB = 1_000_000;
  const simulator = await startSimulator({ fileBytes: 64 * MB, linkTtl: 1000 });
  afterTest(() => simulator.close());
  const fault: Fault = { kind: 'truncate', bytes: 5 * MB };
  simulator.inject({ action: 'GetObject', times: Infinity, fault });
  const hash = createHash('sha256');
  // Time goes by as bytes are taken: two megabytes in a second.
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      hash.update(chunk);
      simulator.advance((1000 * chunk.length) / (2 * MB));
      done();
    },
  });
  const downloads = await cloudOf(simulator, {}, hasty).downloads(here);
  const { instanceId, id: backupId, files } = simulator.backups.single;
  await downloads.toStream({ instanceId, backupId }, output, patient);
  expect(hash.digest('hex')).toBe(simulator.sha256Of(files[0]!));
  expect(simulator.requestCount({ action: 'ShowBackupDownloadLink' })).toBeGreaterThan(10);
});

test('a slow reader slows the download down', async () => {
  const held: (() => void)[] = [];
  const output = new Writable({
    highWaterMark: 1000,
    write: (_chunk, _encoding, done) => void held.push(done),
  });
  let written = 0;
  const streaming = streamFile(
    object,
    output,
    { progressed: (bytes) => (written = bytes) },
    patient,
  );
  const release = setInterval(() => {
    expect(output.writableLength).toBeLessThanOrEqual(2 * 1024 * 1024);
    held.shift()?.();
  });
  await streaming;
  clearInterval(release);
  expect(written).toBe(3_000_000);
});

test('the stream is left open, and everything is written when the result is there', async () => {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      setImmediate(done);
    },
  });
  await streamFile(object, output, {}, patient);
  expect([output.writableEnded, output.writableLength]).toEqual([false, 0]);
  expect(sha256(Buffer.concat(chunks))).toBe(sha256(server.content));
});

test.each(['EPIPE', 'ECONNRESET'])('a reader that is gone (%s) is not a failure', async (code) => {
  const output = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code })),
  });
  const error = await failureOf(() => streamFile(object, output, {}, patient));
  expect(error).toBeInstanceOf(OutputClosed);
  expect(error).toMatchObject({ category: 'cancelled', code: 'EPIPE' });
});

test.each<[string, (output: PassThrough) => unknown]>([
  ['closed before', (output) => output.destroy()],
  ['ended before', (output) => output.end()],
  ['closed midway', (output) => output.once('data', () => output.destroy())],
])('an output that is %s counts as closed', async (_, close) => {
  const output = new PassThrough();
  close(output);
  const error = await failureOf(() => streamFile(object, output, {}, patient));
  expect(error).toBeInstanceOf(OutputClosed);
});

test.each([
  ['ENOSPC', 'Free some space, then run again.'],
  ['EIO', 'Check the output, then run again.'],
])('an output that cannot be written (%s) is an error with what to do', async (code, next) => {
  const output = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('not written'), { code })),
  });
  const error = await failureOf(() => streamFile(object, output, {}, patient));
  expect(error).toMatchObject({ category: 'file', code });
  expect(error.detail).toContain(`cannot be written to the output (${code}).`);
  expect(error.detail).toContain(next);
});

test('an abort ends it at once, also while nobody reads', async () => {
  const abort = new AbortController();
  const output = new Writable({ highWaterMark: 1, write: () => abort.abort() });
  const error = await failureOf(() => streamFile(object, output, {}, abort.signal));
  expect(error.category).toBe('cancelled');
});

test('an empty object is an empty stream', async () => {
  server.content = Buffer.alloc(0);
  const empty = await openObject(server);
  const result = await streamFile(empty, new PassThrough(), { hash: true }, patient);
  expect(result).toEqual({ sizeBytes: 0, sha256: sha256(Buffer.alloc(0)) });
});
