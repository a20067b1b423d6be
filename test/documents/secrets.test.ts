// Links stay off command lines, where every user of the machine can see them, in whatever a reader may copy.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { documents, root, textOf } from './blocks';

const examples = readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|mjs|sh)$/.test(name))
  .map((name) => `examples/${name}`);

/** Variables and attributes that hold a link, or all of them. */
const link = /\$\{?(?:LINK|URL|FILES|link|url|files)\b|downloadLink|download_links?\b/i;

/** `printf` and `echo` are built into the shell: what they are given is on no command line. */
const builtIn = /^\s*(?:printf|echo)\s/;

/** Programs of a shell line that are given a link as an argument. */
export function programsGivenLinks(line: string): string[] {
  // An expression of jq names what it reads; it holds no link.
  const withoutExpressions = line.replace(/(jq (?:-\w+ )*)'[^']*'/g, '$1');
  const [, local] = /command:\s*(['"`].*)/.exec(withoutExpressions) ?? [];
  const shell = local?.replace(/^['"`]/, '') ?? withoutExpressions;
  return shell
    .split(/\|+|&&|;/)
    .filter((command) => !builtIn.test(command) && isCommand(command))
    .filter((command) => link.test(command));
}

const isCommand = (command: string) =>
  /^\s*(?:curl|wget|aria2c|node|python3?|aws|obsutil|sh|bash|env|exec|sudo|npx) /.test(command);

test.each([...documents, ...examples])('%s puts no link on a command line', (name) => {
  expect(textOf(name).split('\n').flatMap(programsGivenLinks)).toEqual([]);
});

test.each([
  'curl --fail --output backup.tar.lz4 "$LINK"',
  'command: \'curl --fail --output backup.tar.lz4 "$LINK"\',',
  'command: `curl --fail ${links.downloadLink}`,',
  'wget -O backup "${url}"',
  'printf ok && curl $link',
  'node download.mjs "$FILES"',
])('this would be found: %s', (line) => {
  expect(programsGivenLinks(line)).toHaveLength(1);
});

test.each([
  `printf 'url = "%s"' "$LINK" | curl --fail --output backup.tar.lz4 --config -`,
  "jq -r '.backups.backup_download_links | to_entries[]' out.json | curl --config -",
])('this is fine: %s', (line) => {
  expect(programsGivenLinks(line)).toEqual([]);
});

test('where outputs are written with their links, nobody else can read them', () => {
  const written = [...documents, ...examples]
    .flatMap((name) => textOf(name).split(/^```.*$|^ \*\n/m))
    .filter((part) => /--outputs-file \S+ --outputs-file-include-sensitive-outputs/.test(part));
  expect(written.length).toBeGreaterThan(2);
  for (const part of written) {
    expect(part).toMatch(/umask 077\n[^]*--outputs-file (\S+)[^]*rm \1/);
  }
});
