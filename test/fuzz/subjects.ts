import { answers } from './answers';
import { checksums } from './checksums';
import { decimals } from './decimals';
import { downloads } from './downloads';
import { grpcFrames } from './grpc-frames';
import { lockFiles } from './lock-files';
import { msgpack } from './msgpack';
import { type Property } from './property';
import { redaction } from './redaction';
import { settings } from './settings';
import { templates } from './templates';
import { times } from './times';

/** What is tried with random values: by `npm test` with the same few, by `npm run fuzz` with new ones for as long as asked. */
export const subjects: Readonly<Record<string, readonly Property[]>> = {
  msgpack,
  decimals,
  times,
  answers,
  downloads,
  checksums,
  'lock files': lockFiles,
  redaction,
  settings,
  templates,
  'gRPC frames': grpcFrames,
};
