import { randomUUID } from 'node:crypto';

/**
 * More values and names, deeper nesting or longer numbers are in no answer of the cloud; they would
 * only keep the process busy. A thousand files have some fifteen thousand parts.
 */
const MOST_PARTS = 100_000;
const DEEPEST = 100;
const LONGEST_NUMBER = 400;
const MOST_LONG_NUMBERS = 10_000;

/**
 * A JSON text as plain values. Whole numbers beyond 2^53 are bigints, so that no digit is lost, in
 * whichever form they are written. Of duplicate names the last one counts.
 * Undefined for text that is not JSON, or beyond what makes sense.
 */
export function parseJson(text: string): unknown {
  const longNumbers = findLongNumbers(text);
  if (longNumbers === 'beyond sense') return undefined;
  try {
    return longNumbers.length === 0 ? JSON.parse(text) : parseWithLongNumbers(text, longNumbers);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** From the first character to the one after the last. */
type Span = readonly [start: number, end: number];

/** The numbers that JSON.parse may round, found in one pass that ends where the text makes no sense. */
function findLongNumbers(text: string): readonly Span[] | 'beyond sense' {
  const found: Span[] = [];
  let [depth, parts] = [0, 0];
  for (
    let start = nextPart(text, 0), end: number;
    start < text.length;
    start = nextPart(text, end)
  ) {
    const character = text.charAt(start);
    end = endOfToken(text, start);
    parts += 1;
    if ('[{'.includes(character)) depth += 1;
    else if (']}'.includes(character)) depth -= 1;
    else if (isNumeric(character)) {
      if (end - start > LONGEST_NUMBER) return 'beyond sense';
      if (!/^-?\d{1,15}$/.test(text.slice(start, end))) found.push([start, end]);
    }
    if (depth > DEEPEST || parts > MOST_PARTS || found.length > MOST_LONG_NUMBERS) {
      return 'beyond sense';
    }
  }
  return found;
}

function endOfToken(text: string, start: number): number {
  const character = text.charAt(start);
  if (character === '"') return endOfString(text, start);
  return isNumeric(character) ? endOfNumber(text, start) : start + 1;
}

function nextPart(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \n\r\t,:'.includes(text.charAt(at))) at += 1;
  return at;
}

function isNumeric(character: string): boolean {
  return (character >= '0' && character <= '9') || character === '-';
}

function endOfNumber(text: string, start: number): number {
  const longest = text.slice(start, start + LONGEST_NUMBER + 1);
  return start + (/^[-+.\deE]+/.exec(longest)?.[0].length ?? 1);
}

/** After the next quote that no backslash takes away. */
function endOfString(text: string, start: number): number {
  for (
    let quote = text.indexOf('"', start + 1);
    quote !== -1;
    quote = text.indexOf('"', quote + 1)
  ) {
    let backslashes = 0;
    while (text.charAt(quote - 1 - backslashes) === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** Has them parsed as strings that nothing else in the text can be equal to. */
function parseWithLongNumbers(text: string, spans: readonly Span[]): unknown {
  const mark = randomUUID();
  const pieces: string[] = [];
  let done = 0;
  for (const [start, end] of spans) {
    pieces.push(text.slice(done, start), `"${mark}${text.slice(start, end)}"`);
    done = end;
  }
  pieces.push(text.slice(done));
  return JSON.parse(pieces.join(''), (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? exact(value.slice(mark.length)) : value,
  );
}

/**
 * The number exactly if it is whole, whether it is written as 1e23 or as 10.0; else as near as a
 * JavaScript number gets.
 * @throws SyntaxError for what JSON does not take for a number
 */
function exact(digits: string): number | bigint {
  const near = JSON.parse(digits) as number;
  const parts = /^(-?\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(digits);
  if (Number.isSafeInteger(near) || parts === null) return near;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent) - fraction.length;
  const mantissa = whole + fraction;
  if (Math.abs(shift) > LONGEST_NUMBER) return near;
  if (shift >= 0) return BigInt(mantissa) * 10n ** BigInt(shift);
  return /^0+$/.test(mantissa.slice(shift)) ? BigInt(mantissa.slice(0, shift)) : near;
}
