import { decimals } from './decimals';
import { msgpack } from './msgpack';
import { type Property } from './property';

/** What is tried with random values: by `npm test` for a moment, by `npm run fuzz` for as long as asked. */
export const subjects: Readonly<Record<string, readonly Property[]>> = {
  msgpack,
  decimals,
};
