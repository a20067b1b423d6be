import { randomUUID } from 'node:crypto';
import { isObject } from '../../huaweicloud/http/fields';
import { foldersOf, type Provenance } from '../../huaweicloud/obs/unfinished-download';
import { type JsonObject, type PrivateState } from '../../terraform-plugin';

/** What the state does not say about a download; it is stored with it. */
export interface Remembered {
  /** Distinguishes the object from others that may have the same files. */
  readonly object: string;
  /** How many directories the download has made: 1 for `directory` alone, 2 for its parent too. */
  readonly madeDirectories: number;
  /** Paths of files, and of folders of groups, that were there before: they are not removed. */
  readonly found: readonly string[];
  /** What missing and altered files have been, by path. */
  readonly expected: Readonly<Record<string, Expected>>;
}

/** Of an object whose private state was lost. */
const NAMELESS = '';

export interface Expected {
  readonly sha256: string;
  /** A decimal number. */
  readonly sizeBytes: string;
}

export function remembered(state: PrivateState): Remembered {
  const { object, madeDirectories, found, expected } = state.get() ?? {};
  return {
    object: typeof object === 'string' ? object : NAMELESS,
    madeDirectories: typeof madeDirectories === 'number' ? madeDirectories : 0,
    found: Array.isArray(found) ? found.filter((path) => typeof path === 'string') : [],
    expected: isObject(expected) ? (expected as Record<string, Expected> & JsonObject) : {},
  };
}

/** What no download has made, or found. */
export function nothingYet(): Remembered {
  return { object: randomUUID(), madeDirectories: 0, found: [], expected: {} };
}

export function remember(
  state: PrivateState,
  { object, madeDirectories, found, expected }: Remembered,
) {
  const entries = Object.entries(expected).map(([path, { sha256, sizeBytes }]) => [
    path,
    { sha256, sizeBytes },
  ]);
  state.set({
    object,
    madeDirectories,
    found,
    expected: Object.fromEntries(entries) as JsonObject,
  });
}

/**
 * Adds a finished download. What it has neither made nor had before was there already: that is not its own.
 * @param known paths that were its own before, or found before
 */
export function withOrigin(
  before: Remembered,
  {
    paths,
    known,
    provenance: { made, madeDirectories },
  }: {
    readonly paths: readonly string[];
    readonly known: readonly string[];
    readonly provenance: Provenance;
  },
): Remembered {
  const wasThere = (path: string) => !made.includes(path);
  const had = new Set([...known, ...foldersOf(known)]);
  const found = [...paths, ...foldersOf(paths)].filter((path) => wasThere(path) && !had.has(path));
  const expected = Object.entries(before.expected).filter(([path]) => !paths.includes(path));
  return {
    object: before.object,
    madeDirectories: Math.max(madeDirectories, before.madeDirectories),
    found: [...new Set([...before.found.filter(wasThere), ...found])],
    expected: Object.fromEntries(expected),
  };
}
