/** Characters that one UTF-16 unit of a secret takes at most, in any of the encodings that are recognized. */
const LONGEST_ENCODED = 24;
/** Characters without an encoding in a row that are rare enough to look for. */
const RARE = 6;

/**
 * A secret that is looked for in texts, in all its usual encodings: JSON (also JSON inside JSON), percent, form, and
 * HTML. Letters and digits are rarely encoded, so a run of them tells quickly where a secret may be.
 */
export class SoughtSecret {
  /** Length of the longest encoding. */
  readonly reach: number;
  /** Runs of letters and digits, and the characters in between. */
  private readonly parts: readonly string[];
  /** Part of each encoding; empty if the secret has neither letters nor digits. */
  private readonly run: string;
  /** How far before `run` an encoding can start. */
  private readonly before: number;

  constructor(secret: string) {
    this.reach = secret.length * LONGEST_ENCODED;
    this.parts = secret.match(/[A-Za-z0-9]+|[^A-Za-z0-9]/gu) ?? [];
    const runs = ['', ...this.parts.filter(isPlain)];
    this.run = runs.find((run) => run.length >= RARE) ?? longest(runs);
    this.before = secret.indexOf(this.run) * LONGEST_ENCODED;
  }

  /** From left to right, without overlaps. */
  *occurrencesIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
    let next = 0; // no place is tried twice
    for (
      let place = text.indexOf(this.run);
      place !== -1 && place < text.length;
      place = text.indexOf(this.run, Math.max(place + 1, next))
    ) {
      for (let start = Math.max(next, place - this.before); start <= place; start = next) {
        next = start + 1;
        const end = this.endOf(text, start);
        if (end === undefined) continue;
        yield { start, end };
        next = end;
      }
    }
  }

  /** Where the secret ends that starts here, undefined if none does. */
  private endOf(text: string, start: number): number | undefined {
    let ends: readonly number[] = [start];
    for (const part of this.parts) {
      ends = Array.from(new Set(ends.flatMap((at) => endsOf(part, text, at))));
      if (ends.length === 0) return undefined;
    }
    return ends[0];
  }
}

function longest(texts: readonly string[]): string {
  return texts.reduce((one, other) => (other.length > one.length ? other : one));
}

function isPlain(part: string): boolean {
  return /^[A-Za-z0-9]/.test(part);
}

/** Where a part can end if it starts here, by each of its encodings. */
function endsOf(part: string, text: string, start: number): number[] {
  if (isPlain(part)) return text.startsWith(part, start) ? [start + part.length] : [];
  return encodingsOf(part).flatMap((encoding) => {
    encoding.lastIndex = start;
    return encoding.test(text) ? [encoding.lastIndex] : [];
  });
}

const known = new Map<string, readonly RegExp[]>();

/** Expressions for one character in all its usual encodings, each of which can end in one way only. */
function encodingsOf(character: string): readonly RegExp[] {
  const met = known.get(character);
  if (met !== undefined) return met;
  const encodings = [
    ...literal(character),
    ...percent(character),
    // JSON has two escapes for what lies beyond the first 65,536 characters.
    character
      .split('')
      .map((unit) => `\\\\{1,7}u${anyCase(hex(unit.charCodeAt(0), 4))}`)
      .join(''),
    ...html(character),
    ...(character === ' ' ? ['\\+'] : []),
  ].map((source) => new RegExp(source, 'y'));
  known.set(character, encodings);
  return encodings;
}

/** JSON inside JSON doubles the backslashes of an escape. */
function literal(character: string): string[] {
  if (character === '\\') return [8, 7, 6, 5, 4, 3, 2, 1].map((count) => `\\\\{${count}}`);
  return [`\\\\{0,7}${character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&')}`];
}

function percent(character: string): string[] {
  if (character === '%') return ['%2525', '%25'];
  const bytes = Array.from(Buffer.from(character), (byte) => `%(?:25)?${anyCase(hex(byte, 2))}`);
  return [bytes.join('')];
}

function html(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const names = htmlNames[character] ?? [];
  return [
    `&#(?:0{0,8}${code}|[xX]0{0,8}${anyCase(hex(code, 1))});`,
    ...names.map((name) => `&${name};`),
  ];
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
