/** A plan of one data source needs eight, one of a thousand two thousand. */
const MANY_CALLS = 50;
/** Milliseconds. A download of gigabytes is a single call. */
const LONG_WORK = 2000;

/** Bytes of bytecode: V8's optimizing compiler takes no function that is longer. */
const NO_FUNCTION = 0;
/** What V8 begins with. */
const MOST_FUNCTIONS = 60 * 1024;

/**
 * How much V8 optimizes code. Most processes end after a few calls, before optimized code is ready, and compiling it costs
 * more processor time than a thousand files do. It pays only for many calls, or long ones.
 */
export class Optimization {
  private calls = 0;
  private begun = false;

  countCall(): void {
    this.calls += 1;
    if (this.calls === MANY_CALLS) prepareForManyCalls();
  }

  /** To be called when a handler begins to work. */
  beginWork(): void {
    if (this.begun || this.calls >= MANY_CALLS) return;
    this.begun = true;
    // A turn later: what Node has compiled for itself is of no use after flags have changed. By then all that the work
    // needs is loaded, and its first request is under way.
    setImmediate(() => {
      if (this.calls < MANY_CALLS) optimizeUpTo(NO_FUNCTION);
    });
    setTimeout(() => optimizeUpTo(MOST_FUNCTIONS), LONG_WORK).unref();
  }
}

function prepareForManyCalls(): void {
  optimizeUpTo(MOST_FUNCTIONS);
  // The memory for new objects, which doubles whenever more than a little survives in it, stays as large as it is. It
  // would grow to 32 MB, of which the calls fill a fraction.
  setFlag('--semi-space-growth-factor=1');
  // Bytes of the code that is compiled into a function that calls it; by default 920. Compiling takes a quarter of the
  // provider's processor time for a thousand reads, and much of what it gains comes too late.
  setFlag('--max-inlined-bytecode-size-cumulative=200');
}

/** Not `--no-opt`: on Node 24 it could not be undone for functions that have run meanwhile. */
function optimizeUpTo(bytes: number): void {
  setFlag(`--max-optimized-bytecode-size=${bytes}`);
}

function setFlag(flag: string): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(flag);
}
