import { createHash } from 'node:crypto';
import { type Log, silentLog } from '../../../../lib/huaweicloud/http/log';
import { type LinkSource } from '../../../../lib/huaweicloud/obs/object/link-source';
import {
  type ObjectLimits,
  ObjectStore,
} from '../../../../lib/huaweicloud/obs/object/object-store';
import { RemoteObject } from '../../../../lib/huaweicloud/obs/object/remote-object';
import { patient } from '../../cloud-of';
import { type ObjectServer } from './object-server';

/** Retries at once. */
export const QUICK: Partial<ObjectLimits> = { base: 1, cap: 1 };

export interface Opening {
  readonly limits?: Partial<ObjectLimits>;
  readonly log?: Log;
  readonly links?: LinkSource;
  readonly signal?: AbortSignal;
}

export function openObject(server: ObjectServer, opening: Opening = {}): Promise<RemoteObject> {
  const { limits, log = silentLog, links = numberedLinks(server), signal = patient } = opening;
  const store = storeOf({ ...QUICK, ...limits }, log);
  return RemoteObject.open({ store, links, name: 'backup.tar' }, signal);
}

/** @param to one past the last byte */
export async function bytesOf(
  object: RemoteObject,
  from = 0,
  to = object.identity.size,
  signal = patient,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of object.read(from, to, signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Jest compares buffers byte by byte, which takes seconds. */
export function expectSame(bytes: Buffer, expected: Buffer): void {
  expect([bytes.length, sha256(bytes)]).toEqual([expected.length, sha256(expected)]);
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Links that are numbered in `Expires`: a renewed one is the next number. */
export function numberedLinks(server: ObjectServer): LinkSource {
  let count = 1;
  const link = () =>
    `${server.url}/bucket/object?AccessKeyId=LINKLINKLINKLINKLINK&Expires=${count}&Signature=${encodeURIComponent(SIGNATURE)}`;
  return {
    current: link,
    renewed: (stale) => {
      if (stale === link()) count += 1;
      return Promise.resolve(link());
    },
  };
}

export const SIGNATURE = 'c2ln+bmF0dXJl/IG9mIGxpbms=';

function storeOf(limits: Partial<ObjectLimits>, log: Log): ObjectStore {
  return new ObjectStore({
    userAgent: 'test',
    log,
    network: { tls: () => Promise.reject(new Error('no TLS here')), proxyFor: () => undefined },
    limits,
  });
}
