import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../..');

/** All that a reader of the repository may read. */
export const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'DESIGN.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const textOf = (name: string) => readFileSync(path.join(root, name), 'utf8');

/** What stands in a document between two fences. */
export interface Block {
  /** The document, the heading above, and which of the blocks below it that is: `README.md › More 1`. */
  readonly name: string;
  /** What follows the opening fence, such as `ts`. */
  readonly info: string;
  readonly code: string;
}

export function blocksOf(document: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let count = 0;
  let open: { indent: string; info: string; lines: string[] } | undefined;
  for (const line of textOf(document).split('\n')) {
    const [, indent, info] = /^( *)```(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      const [, title] = /^#+ (.*)$/.exec(line) ?? [];
      if (title !== undefined) [heading, count] = [title, 0];
      if (info !== undefined) open = { indent: indent ?? '', info, lines: [] };
    } else if (info === undefined) {
      open.lines.push(line.slice(open.indent.length));
    } else {
      count += 1;
      const name = `${document} › ${heading} ${count}`;
      blocks.push({ name, info: open.info, code: `${open.lines.join('\n')}\n` });
      open = undefined;
    }
  }
  return blocks;
}

export const allBlocks = documents.flatMap(blocksOf);

/** The one with a name. */
export function block(name: string): Block {
  const found = allBlocks.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no document has the block ${name}`);
  return found;
}
