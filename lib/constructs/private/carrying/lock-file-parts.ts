/** One part of a lock file. All parts together are the whole text. */
export interface LockFilePart {
  readonly text: string;
  /** The provider, if the part is an entry. */
  readonly source?: string;
  readonly isComment: boolean;
}

/** Splits a lock file into comments, entries and other lines. */
export function partsOf(lockFile: string): LockFilePart[] {
  const parts: LockFilePart[] = [];
  for (let at = 0; at < lockFile.length;) {
    const part = partAt(lockFile, at);
    parts.push(part);
    at += part.text.length;
  }
  return parts;
}

function partAt(lockFile: string, index: number): LockFilePart {
  const comment = matchAt(COMMENTS, lockFile, index);
  if (comment !== null) return { text: comment[0], isComment: true };
  const [opening, source] = matchAt(ENTRY_OPENING, lockFile, index) ?? [];
  const end =
    opening === undefined
      ? endOfLine(lockFile, index)
      : endOfLine(lockFile, endOfBlock(lockFile, index + opening.length));
  return { text: lockFile.slice(index, end), source, isComment: false };
}

/** Consecutive comment lines, or one comment of several lines. */
const COMMENTS = /(?:[ \t]*(?:#|\/\/)[^\n]*(?:\n|$))+|[ \t]*\/\*[^]*?(?:\*\/(?:[ \t]*\n)?|$)/y;
const ENTRY_OPENING = /[ \t]*provider[ \t]*"([^"\n]*)"[ \t]*\{/y;

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

function endOfBlock(text: string, start: number): number {
  const token = /#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|[{}]/g;
  token.lastIndex = start;
  for (let depth = 1; ;) {
    const match = token.exec(text);
    if (match === null) return text.length;
    if (match[0] === '{') depth++;
    if (match[0] === '}' && --depth === 0) return token.lastIndex;
  }
}

function endOfLine(text: string, index: number): number {
  const end = text.indexOf('\n', index);
  return end < 0 ? text.length : end + 1;
}
