import { checksums } from './checksums';
import { decimals } from './decimals';
import { downloads } from './downloads';
import { grpcFrames } from './grpc-frames';
import { msgpack } from './msgpack';
import { type Property } from './property';
import { times } from './times';

/** What is tried with random values: by `npm test` for a moment, by `npm run fuzz` for as long as asked. */
export const subjects: Readonly<Record<string, readonly Property[]>> = {
  msgpack,
  decimals,
  times,
  downloads,
  checksums,
  'gRPC frames': grpcFrames,
};
