import { isObject } from '../../huaweicloud/fields';
import { type JsonObject, type PrivateState } from '../../terraform-plugin';

/** What the state does not say about a download; it is stored with it. */
export interface Remembered {
  /** How many directories the download has made: 1 for `directory` alone, 2 for its parent too. */
  readonly madeDirectories: number;
  /** Paths of files, and of folders of groups, that were there before: they are not removed. */
  readonly found: readonly string[];
  /** What missing and altered files have been, by path. */
  readonly expected: Readonly<Record<string, Expected>>;
}

export interface Expected {
  readonly sha256: string;
  /** A decimal number. */
  readonly sizeBytes: string;
}

export function remembered(state: PrivateState): Remembered {
  const { madeDirectories, found, expected } = state.get() ?? {};
  return {
    madeDirectories: typeof madeDirectories === 'number' ? madeDirectories : 0,
    found: Array.isArray(found) ? found.filter((path) => typeof path === 'string') : [],
    expected: isObject(expected) ? (expected as Record<string, Expected> & JsonObject) : {},
  };
}

export function remember(state: PrivateState, { madeDirectories, found, expected }: Remembered) {
  const entries = Object.entries(expected).map(([path, { sha256, sizeBytes }]) => [
    path,
    { sha256, sizeBytes },
  ]);
  state.set({ madeDirectories, found, expected: Object.fromEntries(entries) as JsonObject });
}
