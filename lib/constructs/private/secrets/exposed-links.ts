/** An occurrence of a name in an expression: what precedes and what follows it. */
interface Occurrence {
  readonly before: string;
  readonly after: string;
}

/** Whether the value contains a link, judging by how the name is used in an expression. */
export type Exposes = (occurrence: Occurrence) => boolean;

/**
 * Whether the value of a template contains a link, given that the value called `name` may contain one.
 *
 * If an expression cannot be analysed, the answer is yes: the engine rejects an output that hides too little, but not
 * one that hides too much.
 */
export function exposes(text: string, name: string, occurrenceExposes: Exposes): boolean {
  return occurrencesIn(text, name).some(occurrenceExposes);
}

/** For the data source, its list of files, one of these, and anything that equals one of them. */
export function linksExpose({ before, after }: Occurrence): boolean {
  const attribute = withoutSelectors(after);
  const name = /^\.(\w+)/.exec(attribute)?.[1];
  if (name === undefined) return wholeExposes({ before, after: attribute }, linksExpose);
  if (name === 'files') return linksExpose({ before, after: attribute.slice('.files'.length) });
  return name === 'download_link';
}

/** For a value with a link somewhere in it. */
export function anyUseExposes({ before, after }: Occurrence): boolean {
  return wholeExposes({ before, after: withoutSelectors(after) }, () => true);
}

/** For a block with a link in one of the arguments `names`. */
export function argumentExposes(names: ReadonlySet<string>): Exposes {
  return ({ before, after }) => {
    const attribute = withoutSelectors(after);
    const name = /^\.(\w+)/.exec(attribute)?.[1];
    return name === undefined
      ? wholeExposes({ before, after: attribute }, argumentExposes(names))
      : names.has(name);
  };
}

/** The text without what the user has declared not to be secret. */
export function withoutNonsensitive(text: string): string {
  let rest = '';
  let from = 0;
  for (const { index } of text.matchAll(/\bnonsensitive\(/g)) {
    if (index < from) continue;
    rest += text.slice(from, index);
    from = endOfBracket(text, index + 'nonsensitive('.length);
  }
  return rest + text.slice(from);
}

/** Where the bracket ends that was opened just before `start`. */
function endOfBracket(text: string, start: number): number {
  const part = /"(?:[^"\\]|\\[^])*"|[()[\]]/g;
  part.lastIndex = start;
  for (let depth = 1; ;) {
    const match = part.exec(text);
    if (match === null) return text.length;
    if (match[0] === '(' || match[0] === '[') depth++;
    if ((match[0] === ')' || match[0] === ']') && --depth === 0) return part.lastIndex;
  }
}

/** For a whole value: its length is not secret, and in a loop it depends on how each element is used. */
function wholeExposes({ before, after }: Occurrence, elementExposes: Exposes): boolean {
  if (/\blength\($/.test(before) && after.startsWith(')')) return false;
  const variable = /\bfor\s+(?:\w+\s*,\s*)?(\w+)\s+in\s+$/.exec(before)?.[1];
  if (variable === undefined) return true;
  return exposes(after, variable, elementExposes);
}

function occurrencesIn(text: string, name: string): Occurrence[] {
  if (!text.includes(name)) return []; // nearly always, and far cheaper than an expression for each name
  const pattern = new RegExp(`(?<![\\w.-])${name.replace(/\W/g, '\\$&')}(?![\\w-])`, 'g');
  return [...text.matchAll(pattern)].map(({ index }) => ({
    before: text.slice(0, index),
    after: text.slice(index + name.length),
  }));
}

/** The text without the `[…]` and `.*` that it starts with. */
function withoutSelectors(text: string): string {
  let rest = text;
  for (;;) {
    const [splat] = /^\.(?:\*|\d+)/.exec(rest) ?? [];
    if (splat !== undefined) rest = rest.slice(splat.length);
    else if (rest.startsWith('[')) rest = rest.slice(endOfBracket(rest, 1));
    else return rest;
  }
}
