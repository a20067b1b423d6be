/**
 * Whether the value of a text with expressions contains a link of the data source at `address`.
 *
 * Where an expression cannot be followed the answer is yes: the engine refuses an output that hides too little, but
 * not one that hides too much.
 */
export function exposesLink(text: string, address: string): boolean {
  return placesOf(text, address).some(({ before, after }) => blockExposes(before, after));
}

/** For what follows the address of the block, or the variable of a loop over its instances. */
function blockExposes(before: string, after: string): boolean {
  const attribute = withoutSelectors(after);
  const name = /^\.(\w+)/.exec(attribute)?.[1];
  if (name === undefined) return wholeExposes(before, attribute, blockExposes);
  return name === 'files' && filesExpose(before, attribute.slice('.files'.length));
}

/** For what follows the list of files, or the variable of a loop over it. */
function filesExpose(before: string, after: string): boolean {
  const attribute = withoutSelectors(after);
  const name = /^\.(\w+)/.exec(attribute)?.[1];
  return name === undefined
    ? wholeExposes(before, attribute, filesExpose)
    : name === 'download_link';
}

/** For a value as such: only its length is no secret, and in a loop it depends on what is done to each element. */
function wholeExposes(before: string, after: string, elementExposes: typeof filesExpose): boolean {
  if (/\blength\($/.test(before) && after.startsWith(')')) return false;
  const variable = /\bfor\s+(?:\w+\s*,\s*)?(\w+)\s+in\s+$/.exec(before)?.[1];
  if (variable === undefined) return true;
  return placesOf(after, variable).some((place) => elementExposes(place.before, place.after));
}

function placesOf(text: string, name: string): { before: string; after: string }[] {
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
