import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterTest } from '../after-test';

/** A directory of its own for the test that runs. */
export function scratchDirectory(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds backup '));
  afterTest(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
