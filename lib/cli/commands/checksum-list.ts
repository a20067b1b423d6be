/** Lists of SHA-256 checksums as `sha256sum` writes and reads them (GNU coreutils, "md5sum invocation"). */

/** A line that is not one of such a list, as a sentence. */
export class InvalidChecksums extends Error {}

/**
 * The checksums by path, in lower case. Paths lose a `./` before them, and are in Unicode NFC, as those of
 * the files of a backup are: where names are decomposed, `sha256sum` lists them so.
 * @throws InvalidChecksums with the number of the line
 */
export function parseChecksums(text: string): Map<string, string> {
  const checksums = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    // As `sha256sum --check` does.
    if (line === '' || line.startsWith('#')) continue;
    const entry = entryOf(line);
    if (entry === undefined) {
      throw new InvalidChecksums(
        `Line ${index + 1} is not a SHA-256 checksum with a file name, as sha256sum writes it.`,
      );
    }
    const [path, checksum] = entry;
    if ((checksums.get(path) ?? checksum) !== checksum) {
      throw new InvalidChecksums(`Line ${index + 1} contradicts an earlier one for the same file.`);
    }
    checksums.set(path, checksum);
  }
  return checksums;
}

/** A line for each file. */
export function formatChecksums(
  files: readonly { readonly path: string; readonly sha256: string }[],
): string {
  return files
    .map(({ path, sha256 }) => {
      const escaped = path.replace(/[\\\n\r]/g, (character) => ESCAPES[character] ?? character);
      return `${escaped === path ? '' : '\\'}${sha256}  ${escaped}\n`;
    })
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/** `<checksum>  <path>`, `<checksum> *<path>`, or `SHA256 (<path>) = <checksum>`; a `\` before it says that the path is escaped. */
function entryOf(line: string): [path: string, checksum: string] | undefined {
  const isEscaped = line.startsWith('\\');
  const text = isEscaped ? line.slice(1) : line;
  const plain = /^(?<checksum>[0-9a-f]{64}) [ *](?<path>.+)/is.exec(text);
  const tagged = /^SHA256 \((?<path>.+)\) = (?<checksum>[0-9a-f]{64})$/is.exec(text);
  const { path = '', checksum = '' } = (plain ?? tagged)?.groups ?? {};
  if (checksum === '') return undefined;
  const name = isEscaped ? unescaped(path) : path;
  return [name.replace(/^(?:\.\/)+/, '').normalize('NFC'), checksum.toLowerCase()];
}

function unescaped(path: string): string {
  return path.replace(
    /\\([\\nr])/g,
    (_, letter: string) => ({ n: '\n', r: '\r' })[letter] ?? letter,
  );
}
