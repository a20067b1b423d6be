import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Decimal } from '../../lib/terraform-plugin/cty/decimal';
import { always } from './property';

const number = fc.record({
  negative: fc.boolean(),
  unscaled: fc.bigInt({ min: 0n, max: 2n ** 512n }),
  scale: fc.integer({ min: -60, max: 60 }),
});

/** As text: an integer with an exponent, which is also what the fraction means. */
function text({
  negative,
  unscaled,
  scale,
}: {
  negative: boolean;
  unscaled: bigint;
  scale: number;
}) {
  return `${negative ? '-' : ''}${unscaled}e${-scale}`;
}

/** The number × 10^60, computed on integers alone. */
function exact(written: string): bigint {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(written) ?? assert.fail(written);
  const shift = 60 + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  if (shift < 0) assert.equal(magnitude * 10n ** BigInt(-shift), digits, 'too small for this test');
  return sign === '-' ? -magnitude : magnitude;
}

export const decimals = [
  always('parsing keeps scale and sign', [number], (drawn) => {
    const written = text(drawn);
    assert.equal(exact(String(Decimal.parse(written))), exact(written));
  }),

  always(
    'a number has one form, whichever way it is written',
    [number, fc.nat(20)],
    (drawn, zeros) => {
      const more = {
        ...drawn,
        unscaled: drawn.unscaled * 10n ** BigInt(zeros),
        scale: drawn.scale + zeros,
      };
      assert.deepEqual(Decimal.parse(text(more)), Decimal.parse(text(drawn)));
      const written = String(Decimal.parse(text(drawn)));
      assert.equal(String(Decimal.parse(written)), written);
      assert.match(written, /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/);
    },
  ),

  always('whole numbers are bigints, all others are decimals', [number], (drawn) => {
    const parsed = Decimal.parse(text(drawn));
    const isWhole = exact(text(drawn)) % 10n ** 60n === 0n;
    assert.equal(typeof parsed === 'bigint', isWhole);
  }),

  always('a double survives the way through its digits', [fc.double()], (double) => {
    if (!Number.isFinite(double)) {
      assert.throws(() => Decimal.fromDouble(double), RangeError);
      return;
    }
    const decimal = Decimal.fromDouble(double);
    assert.equal(Number(decimal.toString()), double === 0 ? 0 : double);
    assert.deepEqual(Decimal.parse(String(decimal)), decimal);
  }),

  always(
    'any other text is a RangeError',
    [fc.oneof(fc.string(), fc.stringMatching(/^[-+.\deE]{0,12}$/))],
    (other) => {
      try {
        const parsed = String(Decimal.parse(other));
        assert.equal(Number(parsed), Number(other) + 0);
      } catch (error) {
        assert.ok(error instanceof RangeError, String(error));
      }
    },
  ),
];
