import { addAbortListener } from 'node:events';
import { type RemoteObject } from '../object/remote-object';
import { type PlannedFile } from './download-observer';
import { type DownloadRun } from './download-run';
import { type FollowingHash } from './following-hash';
import { type PartFile } from './part-file';
import { RangeWriter } from './range-writer';
import { missingRanges } from './ranges';
import { type Span } from './spans';

/** How often the journal records what has come in (ms): so much is fetched again after a crash. */
const SAVE_EVERY = 1000;

/** An object that is being written to a part file. */
export interface Fetch {
  readonly file: PlannedFile;
  readonly object: RemoteObject;
  readonly part: PartFile;
}

/**
 * Fetches what the part file lacks, over as many connections as are free.
 * @returns the SHA-256 of the complete part file, which is on the disk
 */
export async function fetchMissing(fetch: Fetch, run: DownloadRun): Promise<string> {
  const { object, part } = fetch;
  const hash = run.hashes.follow(part.descriptor);
  const failure = new AbortController();
  const following = addAbortListener(run.signal, () => failure.abort(run.signal.reason));
  const saving = setInterval(() => {
    part.save().catch((error: unknown) => failure.abort(error));
  }, SAVE_EVERY);
  try {
    hash.advance(part.written.frontier);
    await fetchRanges(fetch, run, hash, failure);
    const [sha256] = await Promise.all([hash.end(object.identity.size), part.save()]);
    return sha256;
  } finally {
    clearInterval(saving);
    following[Symbol.dispose]();
    await hash.drop();
  }
}

/** @param failure ends the fetch, with its reason; it follows the signal of the run */
async function fetchRanges(
  fetch: Fetch,
  run: DownloadRun,
  hash: FollowingHash,
  failure: AbortController,
): Promise<void> {
  const { connections } = run;
  const ranges = missingRanges(fetch.object, fetch.part.written, connections.count);
  const fetchInTurn = async () => {
    for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
      const wanted = range;
      await connections.use('next', () => fetchRange(fetch, run, hash, wanted, failure.signal));
    }
  };
  const workers = Array.from({ length: Math.min(connections.count, ranges.length) }, () =>
    fetchInTurn().catch((error: unknown) => failure.abort(error)),
  );
  await Promise.all(workers);
  if (failure.signal.aborted) throw failure.signal.reason;
}

async function fetchRange(
  { file, object, part }: Fetch,
  { blocks, observer }: DownloadRun,
  hash: FollowingHash,
  { from, to }: Span,
  signal: AbortSignal,
): Promise<void> {
  const writer = new RangeWriter(part, from, blocks, () => {
    hash.advance(part.written.frontier);
    observer.progressed?.(file, part.written.bytes);
  });
  try {
    for await (const chunk of object.read(from, to, signal)) {
      await writer.add(chunk);
      object.reuse(chunk);
    }
  } catch (error) {
    // What has come in is worth keeping.
    await writer.end().catch(() => undefined);
    throw error;
  }
  await writer.end();
}
