/**
 * What a JSON value looks like, without what it says: every text is replaced by its form, unless it is one of the
 * words of the API that are listed here. What is not known to be harmless is not kept.
 */
export type Shape = string | { readonly [field: string]: Shape } | readonly Shape[];

/** Fields whose values are words of the API. */
const WORDS = new Set([
  'action',
  'backup_method',
  'code',
  'enabled',
  'error_code',
  'instance_mode',
  'instance_status',
  'mode',
  'status',
  'type',
  'version',
]);

export function shapeOf(value: unknown, field = ''): Shape {
  if (Array.isArray(value)) return distinct(value.map((element) => shapeOf(element, field)));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name.replace(/[0-9a-f]{32}/g, '…'),
        shapeOf(inner, name),
      ]),
    );
  }
  if (typeof value === 'string') return formOf(value, field);
  if (typeof value === 'number') return Number.isInteger(value) ? 'whole number' : 'number';
  return value === null ? 'null' : typeof value;
}

/** The form of a text: of a time, an ID, a link; or the text itself where it is a word of the API. */
export function formOf(text: string, field: string): string {
  if (text === '') return 'empty text';
  if (WORDS.has(field) && /^[\w.-]{1,30}$/.test(text)) return `"${text}"`;
  if (/^\d{4}-\d{2,3}-\d{2,3}[T ]\d\d:\d\d:\d\d/.test(text)) return `time ${digitsHidden(text)}`;
  if (/^https?:\/\//.test(text)) return linkForm(text);
  const id = /^[0-9a-f]{32}([a-z]{2}\d\d)?$/.exec(text);
  if (id === null) return 'text';
  return id[1] === undefined ? 'id' : `id that ends in ${id[1]}`;
}

/** Which parameters a link has; their values sign it. */
function linkForm(text: string): string {
  if (!URL.canParse(text)) return 'broken link';
  const names = [...new Set(new URL(text).searchParams.keys())].sort();
  return `link with ${names.join(', ') || 'no parameters'}`;
}

function digitsHidden(text: string): string {
  return text.replace(/\d/g, 'd');
}

function distinct(shapes: readonly Shape[]): Shape[] {
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}
