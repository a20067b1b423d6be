import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { type Answer } from '../../lib/huaweicloud/http/answer';
import { readErrorBody } from '../../lib/huaweicloud/http/error-body';
import { parseJson } from '../../lib/huaweicloud/http/json';
import { refusal } from '../../lib/huaweicloud/http/refusal';
import { readObsRefusal, refusalError } from '../../lib/huaweicloud/obs/object/obs-refusal';
import { startSimulator } from '../../lib/simulator/simulator';
import { cloudOf, here, patient } from '../huaweicloud/cloud-of';
import { always } from './property';

const text = fc.string({ unit: 'binary' });
const word = fc.oneof(
  text,
  fc.constantFrom('DBS.200001', 'APIGW.0301', 'APIGW.0308', 'AccessDenied', '401', '', '__proto__'),
);
const key = fc.constantFrom(
  ...['error_code', 'error_msg', 'errCode', 'externalMessage', 'code', 'message', 'error'],
  ...['request_id', 'encoded_authorization_message', 'files', 'bucket', 'name', '__proto__', 'x'],
);

/** JSON with the names of the cloud's formats at any depth. */
const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'medium' },
    word,
    fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 3 }),
    fc
      .array(fc.tuple(key, tie('any')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).any;
const xml = fc
  .tuple(fc.constantFrom('Code', 'Message', 'RequestId'), word, text)
  .map(([name, inner, before]) => `${before}<Error><${name} a="b">${inner}</${name}>`);
const body = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  json.map((value) => JSON.stringify(value).slice(0, -1)),
  fc.tuple(text, word).map(([before, inner]) => `<html>${before}<title>${inner}</title>`),
  xml,
  text,
);
const status = fc.integer({ min: 100, max: 599 });

/** Control characters could steer a terminal; everything else is as long as the sum of its bounds. */
function assertShowable(error: CloudError) {
  const shown = `${error.summary}\n${error.detail}`.replaceAll('\n', '');
  assert.doesNotMatch(shown, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  assert.ok(shown.length < 80_000);
  assert.notEqual(error.category, 'bug');
}

export const answers = [
  always('an error body of any form is read', [body], (received) => {
    const read = readErrorBody(parseJson(received), received);
    for (const each of Object.values(read) as (string | undefined)[]) {
      assert.ok(each === undefined || typeof each === 'string');
    }
    assert.ok((read.message ?? '').length <= 4000);
  }),

  always(
    'code and message are found, in whichever format and depth they are',
    [
      fc.constantFrom(
        ['error_code', 'error_msg'],
        ['errCode', 'externalMessage'],
        ['code', 'message'],
      ),
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1 }),
      fc.nat(2),
    ],
    ([codeName = '', messageName = ''], code, message, depth) => {
      let value: Record<string, unknown> = { [codeName]: code, [messageName]: message };
      for (let level = 0; level < depth; level += 1) value = { error: value };
      const read = readErrorBody(parseJson(JSON.stringify(value)), '');
      assert.deepEqual([read.code, read.message], [code, message]);
    },
  ),

  always(
    'a refusal of any form is an error that can be shown',
    [status, body, text],
    (code, received, header) => {
      const answer: Answer = {
        status: code,
        headers: { location: `https://user:word@${header}`, 'retry-after': header },
        text: received,
        json: parseJson(received),
        requestId: undefined,
        date: undefined,
        request: 'GET https://dds.example.com/',
      };
      const error = refusal(answer, new Date());
      assert.equal(error.status, code);
      assertShowable(error);
    },
  ),

  always(
    'a refusal of OBS of any form is an error that can be shown',
    [status, body, text],
    (code, received, header) => {
      const link = new URL('https://bucket.obs.example.com/a?Signature=0123456789abcdef%2B');
      const headers = { date: header, 'x-obs-request-id': header, 'retry-after': header };
      const error = refusalError(
        readObsRefusal({ status: code, headers, text: received, link }),
        'a',
      );
      assert.equal(error.status, code);
      assertShowable(error);
    },
  ),

  always(
    'what the client gets is an answer or an error of its own name',
    [fc.array(fc.tuple(fc.integer({ min: 200, max: 599 }), body), { minLength: 5, maxLength: 5 })],
    async (list) => {
      const simulator = await startSimulator();
      try {
        const { id: backupId, instanceId } = simulator.backups.replicaSet;
        const dds = cloudOf(simulator, { projectId: simulator.projectId }).dds(here);
        for (const [code, received] of list) {
          simulator.inject({
            action: 'ShowBackupDownloadLink',
            fault: { kind: 'answer', status: code, body: received },
          });
          try {
            const links = await dds.backupDownloadLinks({ instanceId, backupId }, patient);
            assert.ok(Array.isArray(links.files));
          } catch (error) {
            assert.ok(error instanceof CloudError, String(error));
            assertShowable(error);
          }
        }
      } finally {
        await simulator.close();
      }
    },
    { runs: 10 },
  ),

  always(
    'JSON is parsed as JSON.parse does, whole numbers exactly',
    [json, fc.bigInt()],
    (value, large) => {
      const written = JSON.stringify([value]).replace(/]$/, `,${large}]`);
      const parsed = parseJson(written) as unknown[];
      assert.equal(BigInt(parsed.pop() as number), large);
      assert.deepEqual(parsed.map(plain), JSON.parse(JSON.stringify([value])));
    },
  ),

  always(
    'any text is JSON, or undefined as with JSON.parse',
    [fc.oneof(text, fc.stringMatching(/^[[\]{}",:\d.eE+\- \\tnrul]{0,20}$/))],
    (received) => {
      let expected: unknown;
      try {
        expected = JSON.parse(received);
      } catch {
        expected = undefined;
      }
      assert.deepEqual(plain(parseJson(received)), expected);
    },
  ),
];

/** With bigints as the numbers that they are nearest to. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
