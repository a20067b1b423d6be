/**
 * A number that is not an integer, kept as the decimal digits it was written with.
 * Terraform computes with 512 bits, so a JavaScript number would round. Integers of any size are bigints.
 */
export class Decimal {
  private constructor(private readonly digits: string) {}

  /**
   * The number that `text` is in decimal notation (`-12`, `0.10`, `1.5e3`). Throws a RangeError for anything else, which does
   * not repeat the text: it may be a secret.
   */
  static parse(text: string): bigint | Decimal {
    const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (match === null) throw new RangeError('not a decimal number');
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    const scale = fraction.length - Number(exponent);
    if (Math.abs(scale) > MAXIMUM_SCALE) throw new RangeError('the exponent is out of range');
    const magnitude = BigInt(whole + fraction);
    return normalized(sign === '-' ? -magnitude : magnitude, scale);
  }

  /**
   * The fewest digits that mean this finite double: `0.1` is 0.1, as engines print and compare it. An engine sends a
   * double for what another provider gave it as one, and would not recognize the digits of its exact value,
   * 0.1000000000000000055511151231257827….
   *
   * Source: go-cty, `rawNumberEqual`.
   */
  static fromDouble(double: number): bigint | Decimal {
    if (!Number.isFinite(double)) throw new RangeError('not a finite number');
    return Number.isInteger(double) ? BigInt(double) : Decimal.parse(String(double));
  }

  /** @internal */
  static ofDigits(digits: string): Decimal {
    return new Decimal(digits);
  }

  toString(): string {
    return this.digits;
  }

  /** The nearest double. */
  toNumber(): number {
    return Number(this.digits);
  }
}

/** Far beyond what 512 bits can hold, and small enough that zeros cannot exhaust the memory. */
const MAXIMUM_SCALE = 10_000;

/** `unscaled` × 10^-`scale`, without trailing zeros. */
function normalized(unscaled: bigint, scale: number): bigint | Decimal {
  if (scale <= 0) return unscaled * 10n ** BigInt(-scale);
  const negative = unscaled < 0n;
  const digits = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const sign = negative ? '-' : '';
  return fraction === '' ? BigInt(sign + whole) : Decimal.ofDigits(`${sign}${whole}.${fraction}`);
}
