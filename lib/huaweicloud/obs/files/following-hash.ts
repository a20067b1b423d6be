import { type Worker } from 'node:worker_threads';
import { keepYoungGeneration, letYoungGenerationGrow } from './young-generation';

/**
 * Runs in the worker. Plain JavaScript in a string, since a bundle has no second file to start from.
 * It reads the files of the process by their descriptors, a little of each in turn.
 */
const SOURCE = `
const { createHash } = require('node:crypto');
const { readSync } = require('node:fs');
const { parentPort } = require('node:worker_threads');
const buffer = Buffer.allocUnsafe(256 * 1024);
const files = new Map();
let isRunning = false;
parentPort.on('message', ({ id, fd, to, end, drop }) => {
  if (drop) {
    files.delete(id);
    parentPort.postMessage({ id, failure: { code: 'ECANCELED', message: 'the hash was dropped' } });
    return;
  }
  const file = files.get(id) ?? { fd, hash: createHash('sha256'), at: 0 };
  files.set(id, Object.assign(file, { to, end }));
  if (!isRunning) run();
});
function run() {
  isRunning = false;
  for (const [id, file] of files) {
    try {
      for (let step = 0; step < 16 && file.at < file.to; step += 1) {
        const bytes = readSync(file.fd, buffer, 0, Math.min(buffer.length, file.to - file.at), file.at);
        if (bytes === 0) throw Object.assign(new Error('the file has become shorter'), { code: 'EIO' });
        file.hash.update(buffer.subarray(0, bytes));
        file.at += bytes;
      }
    } catch ({ code, message }) {
      files.delete(id);
      parentPort.postMessage({ id, failure: { code, message } });
      continue;
    }
    if (file.at < file.to) isRunning = true;
    else if (file.end) {
      files.delete(id);
      parentPort.postMessage({ id, sha256: file.hash.digest('hex') });
    }
  }
  if (isRunning) setImmediate(run);
}
`;

type Reply = { readonly id: number } & (
  | { readonly sha256: string }
  | { readonly failure: { readonly code: string; readonly message: string } }
);

/**
 * The SHA-256 of files while they are being written, in a thread of its own. While there is one, the
 * memory for new objects does not grow.
 */
export class FollowingHashes {
  private thread: HashThread | undefined;
  private isClosed = false;

  /**
   * @param descriptor stays open until the hash is complete, or dropped
   * @throws Error after {@link close}
   */
  follow(descriptor: number): FollowingHash {
    if (this.isClosed) throw new Error('no more files are hashed');
    this.thread ??= new HashThread();
    return new FollowingHash(descriptor, this.thread);
  }

  /** Ends the thread, for good; then nothing reads the files any more, and what waits for a hash fails. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.thread?.end();
  }
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

class HashThread {
  private readonly worker = startWorker();
  private readonly waiting = new Map<number, Waiting>();
  private failure: Error | undefined;
  private last = 0;

  constructor() {
    this.worker.once('online', keepYoungGeneration);
    this.worker.on('message', (reply: Reply) => {
      this.waiting.get(reply.id)?.resolve(reply);
      this.waiting.delete(reply.id);
    });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('the thread that hashes has ended')));
  }

  newId(): number {
    this.last += 1;
    return this.last;
  }

  replyTo(id: number): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.failure === undefined) this.waiting.set(id, { resolve, reject });
      else reject(this.failure);
    });
  }

  post(message: object): void {
    this.worker.postMessage(message);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
    letYoungGenerationGrow();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}

function startWorker(): Worker {
  // Loaded with the first hash: a provider that downloads nothing does not pay for it.
  const threads = process.getBuiltinModule('node:worker_threads');
  return new threads.Worker(SOURCE, {
    eval: true,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
}

/** The SHA-256 of one file, which follows the bytes that are there from its start on. */
export class FollowingHash {
  private to = 0;
  private readonly id: number;
  private readonly reply: Promise<Reply>;

  constructor(
    private readonly descriptor: number,
    private readonly thread: HashThread,
  ) {
    this.id = thread.newId();
    this.reply = thread.replyTo(this.id);
    // Whoever waits handles the failure.
    this.reply.catch(() => undefined);
  }

  /** The file is there up to this offset. */
  advance(to: number): void {
    if (to <= this.to) return;
    this.to = to;
    this.post({ to });
  }

  /** The hash of the file, which is complete. */
  async end(size: number): Promise<string> {
    this.post({ to: size, end: true });
    const reply = await this.reply;
    if ('sha256' in reply) return reply.sha256;
    const { code, message } = reply.failure;
    throw Object.assign(new Error(message), { code, syscall: 'read' });
  }

  /** Ends without a hash; afterwards the file is not read any more. */
  async drop(): Promise<void> {
    this.post({ drop: true });
    await this.reply.catch(() => undefined);
  }

  private post(message: { to?: number; end?: boolean; drop?: boolean }): void {
    this.thread.post({ id: this.id, fd: this.descriptor, ...message });
  }
}
