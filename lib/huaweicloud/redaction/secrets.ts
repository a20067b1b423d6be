import { SoughtSecret } from './sought-secret';

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

/** By what they are, the oldest first. */
const known = new Map<string, SoughtSecret>();
/** The longest first, since one secret may begin with another. */
let sought: readonly SoughtSecret[] | undefined;

/** Hides these values from now on. */
export function keepSecret(...secrets: readonly (string | null | undefined)[]): void {
  for (const secret of secrets) {
    if (!secret || secret.length < SHORTEST_SECRET) continue;
    if (known.has(secret)) continue;
    known.set(secret, new SoughtSecret(secret));
    const [oldest] = known.keys();
    if (known.size > MOST_SECRETS && oldest !== undefined) known.delete(oldest);
    sought = undefined;
  }
}

/** The text without secrets, cut if it is very long. */
export function withoutSecrets(text: string): string {
  let shown = text.length > LONGEST_SEARCHED ? text.slice(0, endOfSearch(text)) : text;
  for (const secret of longestFirst()) shown = without(secret, shown);
  for (const [shape, kept] of shapes) shown = shown.replace(shape, kept);
  return text.length > LONGEST_SEARCHED ? `${shown}…` : shown;
}

/** Whether a field or header of this name holds a secret, whatever its value looks like. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

const secretName =
  /^(access|credentials?)$|authorization|token|secret|password|access_?key|security_?key|signature|download_?link|cookie/i;

function longestFirst(): readonly SoughtSecret[] {
  sought ??= Array.from(known.values()).sort((one, other) => other.reach - one.reach);
  return sought;
}

function without(secret: SoughtSecret, text: string): string {
  let shown = '';
  let shownUpTo = 0;
  for (const { start, end } of secret.occurrencesIn(text)) {
    shown += text.slice(shownUpTo, start) + HIDDEN;
    shownUpTo = end;
  }
  return shown + text.slice(shownUpTo);
}

/** Where a long text is cut: not within a secret, in whichever encoding, since its beginning would not be recognized. */
function endOfSearch(text: string): number {
  let end = LONGEST_SEARCHED;
  for (const secret of longestFirst()) {
    const offset = Math.max(0, end - secret.reach);
    const around = text.slice(offset, end + secret.reach);
    for (const occurrence of secret.occurrencesIn(around)) {
      if (offset + occurrence.start < end && offset + occurrence.end > end) {
        end = offset + occurrence.start;
      }
    }
  }
  return end;
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
