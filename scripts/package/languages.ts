import { spawnSync } from 'node:child_process';

/** A language that the constructs are packaged for. */
export interface Language {
  /** As jsii-pacmak names it, and so the folder in `dist/`. */
  readonly target: string;
  readonly title: string;
  /** Programs without which the package cannot be made. */
  readonly needs: readonly string[];
  /** Only sources are generated, which nothing compiles here. */
  readonly codeOnly?: boolean;
}

/** JavaScript is not among them: what npm packs is the package of that. */
export const languages: readonly Language[] = [
  { target: 'python', title: 'Python', needs: ['python3'] },
  { target: 'go', title: 'Go', needs: ['go'] },
  { target: 'java', title: 'Java', needs: ['javac', 'mvn'] },
  { target: 'dotnet', title: '.NET', needs: [], codeOnly: true },
];

/** Those programs that are not on the PATH. */
export function missingFor({ needs }: Language): string[] {
  return needs.filter((program) => spawnSync('which', [program]).status !== 0);
}
