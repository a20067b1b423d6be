import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Project, type Ran } from './project';

/** A place for the projects of a file of tests, which share a home directory and so its plugin cache. */
export class Scratch {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dds-carrying-'));
  readonly home = path.join(this.folder, 'home');

  constructor() {
    mkdirSync(this.home);
  }

  project(name: string, config?: Record<string, string>): Promise<Project> {
    return Project.create(path.join(this.folder, name), this.home, config);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export function expectSuccess({ code, output }: Ran): void {
  // On failure, the output shows why.
  expect(code === 0 ? 0 : output).toBe(0);
}
