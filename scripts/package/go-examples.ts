/** What jsii-rosetta 6.0 writes as examples in Go does not compile: it leaves out packages of structs, and pointers. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Corrects the examples in the README and in the comments of a generated Go module, given the types of its package. */
export async function correctGoExamples(
  folder: string,
  { name, types }: { readonly name: string; readonly types: ReadonlySet<string> },
): Promise<void> {
  for (const file of await readdir(folder)) {
    const isReadme = file === 'README.md';
    if (!isReadme && !file.endsWith('.go')) continue;
    const before = await readFile(path.join(folder, file), 'utf8');
    const lines = before.split('\n').map((line) => {
      return isReadme || line.trimStart().startsWith('//') ? corrected(line) : line;
    });
    await writeFile(path.join(folder, file), lines.join('\n'));
  }

  function corrected(line: string): string {
    return line
      .replace(/&(?=([A-Z]\w*)\{)/g, (_, type: string) => `&${types.has(type) ? name : 'cdktf'}.`)
      .replace(/(: )(?=(?:map\[string\]|\[\])\S*\{$)/, '$1&');
  }
}
