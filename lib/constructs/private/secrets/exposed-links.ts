/** Where a name stands in an expression: what is before it, and what follows. */
interface Place {
  readonly before: string;
  readonly after: string;
}

/** Whether a value contains a link, by how it is used in an expression. */
export type Exposes = (place: Place) => boolean;

/**
 * Whether the value of a text with expressions contains a link, where what `name` stands for may contain one.
 *
 * Where an expression cannot be followed the answer is yes: the engine refuses an output that hides too little, but
 * not one that hides too much.
 */
export function exposes(text: string, name: string, whereItStands: Exposes): boolean {
  return placesOf(text, name).some(whereItStands);
}

/** For the data source, for its list of files, for one of these, and for whatever is one of them. */
export function linksExpose({ before, after }: Place): boolean {
  const attribute = withoutSelectors(after);
  const name = /^\.(\w+)/.exec(attribute)?.[1];
  if (name === undefined) return wholeExposes({ before, after: attribute }, linksExpose);
  if (name === 'files') return linksExpose({ before, after: attribute.slice('.files'.length) });
  return name === 'download_link';
}

/** For a value of which it is not known where in it the link is. */
export function anyUseExposes({ before, after }: Place): boolean {
  return wholeExposes({ before, after: withoutSelectors(after) }, () => true);
}

/** For a block that has got a link as an argument. */
export function argumentExposes(names: ReadonlySet<string>): Exposes {
  return ({ before, after }) => {
    const attribute = withoutSelectors(after);
    const name = /^\.(\w+)/.exec(attribute)?.[1];
    return name === undefined
      ? wholeExposes({ before, after: attribute }, argumentExposes(names))
      : names.has(name);
  };
}

/** The text without what the user has declared to be no secret. */
export function withoutNonsensitive(text: string): string {
  let rest = '';
  let from = 0;
  for (const { index } of text.matchAll(/\bnonsensitive\(/g)) {
    if (index < from) continue;
    rest += text.slice(from, index);
    from = endOfCall(text, index + 'nonsensitive('.length);
  }
  return rest + text.slice(from);
}

function endOfCall(text: string, start: number): number {
  const part = /"(?:[^"\\]|\\[^])*"|[()]/g;
  part.lastIndex = start;
  for (let depth = 1; ;) {
    const match = part.exec(text);
    if (match === null) return text.length;
    if (match[0] === '(') depth++;
    if (match[0] === ')' && --depth === 0) return part.lastIndex;
  }
}

/** For a value as such: only its length is no secret, and in a loop it depends on what is done to each element. */
function wholeExposes({ before, after }: Place, elementExposes: Exposes): boolean {
  if (/\blength\($/.test(before) && after.startsWith(')')) return false;
  const variable = /\bfor\s+(?:\w+\s*,\s*)?(\w+)\s+in\s+$/.exec(before)?.[1];
  if (variable === undefined) return true;
  return exposes(after, variable, elementExposes);
}

function placesOf(text: string, name: string): Place[] {
  const pattern = new RegExp(`(?<![\\w.-])${name.replace(/\W/g, '\\$&')}(?![\\w-])`, 'g');
  return [...text.matchAll(pattern)].map(({ index }) => ({
    before: text.slice(0, index),
    after: text.slice(index + name.length),
  }));
}

/** The text without the `[…]` and `.*` it begins with. */
function withoutSelectors(text: string): string {
  const selector = /^(?:\.\*|\.\d+|\[(?:"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[^[\]"])*\])+/.exec(text);
  return text.slice(selector?.[0].length ?? 0);
}
