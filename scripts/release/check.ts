/** What a check could not do, and why: no failure, but no proof either. */
export class Skipped extends Error {}

/** What every check of a release is given. */
export interface Surroundings {
  /** The checkout. */
  readonly root: string;
  /** What `npm run package` has made. */
  readonly dist: string;
  readonly version: string;
  /** The tag that is released, such as `v1.2.3`; undefined in a mere rehearsal. */
  readonly tag?: string;
  /** An empty folder, which is removed in the end. */
  readonly scratch: string;
}

export interface Check {
  readonly title: string;
  /** Says in a few words what it has found. Throws `Skipped`, or an error where the release must not go on. */
  readonly run: (around: Surroundings) => string | Promise<string>;
}

export interface Outcome {
  readonly title: string;
  readonly result: 'ok' | 'failed' | 'NOT RUN';
  /** Several lines where it failed. */
  readonly note: string;
}

/** Runs a check; it never throws. */
export async function outcomeOf({ title, run }: Check, around: Surroundings): Promise<Outcome> {
  try {
    return { title, result: 'ok', note: await run(around) };
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return { title, result: error instanceof Skipped ? 'NOT RUN' : 'failed', note };
  }
}
