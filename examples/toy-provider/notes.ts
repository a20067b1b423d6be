import { readFile, rm, writeFile } from 'node:fs/promises';

export interface Note {
  readonly path: string;
  readonly text: string;
  readonly size: bigint;
}

export async function writeNote(path: string, text: string): Promise<Note> {
  await writeFile(path, text);
  return { path, text, size: sizeOf(text) };
}

/** The note at the path, undefined if there is none. */
export async function readNote(path: string): Promise<Note | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return { path, text, size: sizeOf(text) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function removeNote(path: string): Promise<void> {
  await rm(path, { force: true });
}

export function sizeOf(text: string): bigint {
  return BigInt(Buffer.byteLength(text));
}
