import { parse } from 'lossless-json';

/**
 * A JSON text as plain values; integers beyond 2^53 are bigints, so that no digit is lost.
 * Of duplicate names the last one counts. Text that is not JSON gives undefined.
 */
export function parseJson(text: string): unknown {
  try {
    return parse(text, null, {
      parseNumber,
      onDuplicateKey: ({ newValue }: { newValue: unknown }) => newValue,
    });
  } catch (error) {
    // A RangeError is nesting deeper than the stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function parseNumber(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
}
