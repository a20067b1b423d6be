/**
 * The one place where secrets are removed from texts: the secrets that this process has seen, in any
 * usual encoding; and whatever has the form or the name of a secret.
 *
 * There is one list for the whole process: hiding a secret of one account in a message about
 * another does no harm, but forgetting to pass a list on would.
 */

const HIDDEN = '***';
/** Shorter ones occur in ordinary words. */
const SHORTEST_SECRET = 6;
/** Tokens are renewed for as long as the process lives; the oldest ones have expired by then. */
const MOST_SECRETS = 500;
/** Characters of a text that are searched; the rest is cut off. */
const LONGEST_SEARCHED = 32 * 1024;
/** Characters that one character of a secret takes in the longest usual encoding. */
const LONGEST_ENCODED = 16;

/** Each secret with the expression that finds it, the longest first. */
let known: readonly (readonly [secret: string, occurrence: RegExp])[] = [];

/** Hides these values from now on. */
export function keepSecret(...secrets: readonly (string | null | undefined)[]): void {
  for (const secret of secrets) {
    if (!secret || secret.length < SHORTEST_SECRET) continue;
    if (known.some(([met]) => met === secret)) continue;
    const occurrence = new RegExp(Array.from(secret, encodings).join(''), 'g');
    known = [[secret, occurrence] as const, ...known.slice(0, MOST_SECRETS - 1)];
  }
}

/** The text without secrets, cut if it is very long. */
export function withoutSecrets(text: string): string {
  let shown = text.length > LONGEST_SEARCHED ? text.slice(0, endOfSearch(text)) : text;
  for (const [, occurrence] of longestFirst()) shown = shown.replace(occurrence, HIDDEN);
  for (const [shape, kept] of shapes) shown = shown.replace(shape, kept);
  return text.length > LONGEST_SEARCHED ? `${shown}…` : shown;
}

/** Whether a field or header of this name holds a secret, whatever its value looks like. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

const secretName =
  /^(access|credentials?)$|authorization|token|secret|password|access_?key|security_?key|signature|download_?link|cookie/i;

/** One secret may begin with another. */
function longestFirst() {
  return known.toSorted(([one], [other]) => other.length - one.length);
}

/** Where a long text is cut: not within a secret, in whichever encoding, since its beginning would not be recognized. */
function endOfSearch(text: string): number {
  let end = LONGEST_SEARCHED;
  for (const [secret, occurrence] of longestFirst()) {
    const reach = secret.length * LONGEST_ENCODED;
    const start = Math.max(0, end - reach);
    for (const { 0: found, index } of text.slice(start, end + reach).matchAll(occurrence)) {
      if (start + index < end && start + index + found.length > end) end = start + index;
    }
  }
  return end;
}

/**
 * An expression for one character in all its usual encodings: JSON (also JSON inside JSON),
 * percent, form, and HTML. Letters and digits are rarely encoded, which keeps the expression short.
 */
function encodings(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const percent = Array.from(Buffer.from(character), (byte) => `%(?:25)?${anyCase(hex(byte, 2))}`);
  // JSON has two escapes for what lies beyond the first 65,536 characters.
  const json = character
    .split('')
    .map((unit) => `\\\\{1,7}u${anyCase(hex(unit.charCodeAt(0), 4))}`);
  const forms = [
    `\\\\{0,7}${escaped(character)}`,
    percent.join(''),
    json.join(''),
    `&#(?:0*${code}|[xX]0*${anyCase(hex(code, 1))});`,
    ...(htmlNames[character] ?? []).map((name) => `&${name};`),
    ...(character === ' ' ? ['\\+'] : []),
  ];
  return `(?:${forms.join('|')})`;
}

const htmlNames: Readonly<Record<string, readonly string[]>> = {
  '&': ['amp'],
  '<': ['lt'],
  '>': ['gt'],
  '"': ['quot'],
  "'": ['apos'],
};

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}

type Shape = readonly [RegExp, (...groups: string[]) => string];

/** What looks like a secret, with the part that is kept. Each expression takes linear time. */
const shapes: readonly Shape[] = [
  [/(canonical_?request\W{0,4}).*/gis, (_, before = '') => `${before}${HIDDEN}`],
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^/@\s"'<>]+@/gi, (_, scheme = '') => `${scheme}${HIDDEN}@`],
  [/\bhttps?:\/\/[^\s"'<>]+/gi, withoutSignature],
  [/SDK-HMAC-SHA256\s+Access=[^\n|"]*/gi, () => HIDDEN],
  [
    // A name, then a value: bare, or between quotes that may be escaped themselves.
    /(?<![a-z_-])((?:\\{0,7}["'])?)([a-z_-]{1,60})((?:\\{0,7}["'])?\s{0,8}[:=]\s{0,8})(?:(\\{0,7}["'])(?:(?!(?<!\\)\4)[^])*(?:\4)?|(?:(?:basic|bearer)\s{1,8})?[^\s,;&|"'}\])\\]+)/gi,
    (all, quote = '', name = '', separator = '') =>
      namesSecret.test(name) ? `${quote}${name}${separator}${HIDDEN}` : all,
  ],
  [/\b(basic\s{1,8})([a-z0-9+/]{6,}={0,2})/gi, withoutBasic],
  [/\b(bearer\s{1,8})[\w.~+/-]{20,}={0,2}/gi, (_, scheme = '') => `${scheme}${HIDDEN}`],
  [/\bMII[A-Za-z0-9+/=_-]{60,}/g, () => HIDDEN],
];

const namesSecret =
  /(?:token|secret|password|access_?key|signature|authorization|download_?link)[a-z_-]*$/i;

/** A signed link without its query; other addresses stay. */
function withoutSignature(link: string): string {
  const [address = '', query] = link.split(/[?#](.*)/s);
  const isSigned = /(?:signature|accesskeyid|credential|token|expires)(?:=|%3d)/i.test(query ?? '');
  return isSigned ? `${address}?${HIDDEN}` : link;
}

/** Only what is base64 of `user:password`: "Basic authentication" is not a secret. */
function withoutBasic(all: string, scheme = '', base64 = ''): string {
  const pair = Buffer.from(base64, 'base64').toString('latin1');
  return /^[\x20-\x7e]*:/.test(pair) ? `${scheme}${HIDDEN}` : all;
}
