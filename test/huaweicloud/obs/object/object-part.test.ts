import { randomBytes } from 'node:crypto';
import { ObjectChanged } from '../../../../lib/huaweicloud/obs/object/object-changed';
import { failureOf } from '../../cloud-of';
import { type Behaviour, ObjectServer, rangeIn, refusing } from './object-server';
import { bytesOf, expectSame, openObject } from './reading';

const SIZE = 300_000;
const [FROM, TO] = [100_000, 200_000];
let server: ObjectServer;

beforeEach(async () => {
  server = await ObjectServer.start(randomBytes(SIZE));
});

afterEach(() => server.close());

/** Reads a range from the middle with an answer of the test's choice. */
async function readWith(...script: Behaviour[]): Promise<Buffer> {
  const object = await openObject(server);
  server.script.push(...script);
  return bytesOf(object, FROM, TO);
}

const middle = () => server.content.subarray(FROM, TO);

describe('what is read is what was requested', () => {
  test.each<[string, Behaviour]>([
    ['starts before the range', ({ response }) => server.part(response, FROM - 7, TO)],
    ['starts at the first byte', ({ response }) => server.part(response, 0, TO)],
    ['is longer than the range', ({ response }) => server.part(response, FROM, TO + 7)],
    ['goes on to the end', ({ response }) => server.part(response, FROM, SIZE)],
    ['is the whole as a part', ({ response }) => server.part(response, 0, SIZE)],
    ['is the whole, with 200', ({ response }) => server.whole(response)],
    [
      'is the whole of unknown length',
      ({ response }) => {
        response.writeHead(200, { etag: server.etag }).write(server.content);
        response.end();
      },
    ],
    [
      'says nothing about the size of the object',
      ({ response }) =>
        server.part(response, FROM, TO, { 'content-range': `bytes ${FROM}-${TO - 1}/*` }),
    ],
    [
      'holds more than it says',
      ({ response }) => {
        const range = `bytes ${FROM}-${TO - 1}/${SIZE}`;
        response
          .writeHead(206, { etag: server.etag, 'content-range': range })
          .write(server.content.subarray(FROM, SIZE));
        response.end();
      },
    ],
  ])('if the answer %s', async (_, behaviour) => {
    expectSame(await readWith(behaviour), middle());
    expect(server.requests.length).toBe(2);
  });

  test('if the answers are shorter than the range', async () => {
    const shorter: Behaviour = ({ headers, response }) => {
      const { from = 0 } = rangeIn(headers) ?? {};
      server.part(response, from, from + 40_000);
    };
    expectSame(await readWith(shorter, shorter), middle());
    expect(server.ranges.slice(1)).toEqual([
      ...['bytes=100000-199999', 'bytes=140000-199999', 'bytes=180000-199999'],
    ]);
  });
});

const unusable: [string, Behaviour][] = [
  [
    'has no Content-Range',
    ({ response }) => server.part(response, FROM, TO, { 'content-range': [] as never }),
  ],
  ['starts after the range', ({ response }) => server.part(response, FROM + 1, TO)],
  ['ends before the range', ({ response }) => server.part(response, 0, FROM)],
  [
    'holds the whole object under the name of a part',
    ({ response }) => {
      response.writeHead(206, { ...server.partHead(FROM, TO), 'content-length': SIZE });
      response.end(server.content);
    },
  ],
  [
    'has several parts',
    ({ response }) => {
      const type = { 'content-type': 'multipart/byteranges; boundary=x' };
      response.writeHead(206, { ...type, etag: server.etag }).end('--x\r\n\r\n--x--');
    },
  ],
  [
    'has a Content-Range that ends before it starts',
    ({ response }) =>
      server.part(response, FROM, TO, { 'content-range': `bytes ${TO}-${FROM}/${SIZE}` }),
  ],
  [
    'has a Content-Range beyond all numbers',
    ({ response }) =>
      server.part(response, FROM, TO, { 'content-range': `bytes 0-${'9'.repeat(300)}/*` }),
  ],
  [
    'has no ETag any more',
    ({ response }) => server.part(response, FROM, TO, { etag: [] as never }),
  ],
  ['has no content', ({ response }) => void response.writeHead(204, { etag: server.etag }).end()],
  [
    'denies a range that the object has',
    refusing(416, 'InvalidRange', 'No.', { 'content-range': `bytes */${SIZE}` }),
  ],
];

describe('an answer that cannot be used', () => {
  test.each(unusable)('because it %s is followed by another attempt', async (_, behaviour) => {
    expectSame(await readWith(behaviour), middle());
    expect(server.ranges[2]).toBe('bytes=100000-199999');
  });

  test.each(unusable)(
    'because it %s, again and again, is replaced by the whole object',
    async (_, behaviour) => {
      const object = await openObject(server);
      server.otherwise = (asked) =>
        asked.headers.range === undefined ? server.whole(asked.response) : behaviour(asked, server);
      expectSame(await bytesOf(object, FROM, TO), middle());
      expect(server.ranges.slice(-2)).toEqual(['bytes=100000-199999', undefined]);
    },
  );
});

test('after the whole object parts are requested again', async () => {
  const later: Behaviour = ({ response }) => server.part(response, FROM + 1, TO);
  const cutWhole: Behaviour = ({ response }) => {
    response.writeHead(200, { etag: server.etag, 'content-length': SIZE });
    response.write(server.content.subarray(0, FROM + 7), () => response.destroy());
  };
  expectSame(await readWith(later, later, cutWhole), middle());
  expect(server.ranges.slice(-2)).toEqual([undefined, 'bytes=100007-199999']);
});

describe('an answer about another object', () => {
  test.each<[string, Behaviour]>([
    [
      'by the size in Content-Range',
      ({ response }) =>
        server.part(response, FROM, TO, { 'content-range': `bytes ${FROM}-${TO - 1}/${SIZE + 1}` }),
    ],
    ['by the size in a 416', refusing(416, 'InvalidRange', '', { 'content-range': 'bytes */50' })],
    ['by If-Match', refusing(412, 'PreconditionFailed', 'No.')],
    [
      'by the ETag of a part',
      ({ response }) => server.part(response, FROM, TO, { etag: '"another"' }),
    ],
    ['by the ETag of the whole', ({ response }) => server.whole(response, { etag: '"another"' })],
    [
      'by the size of the whole',
      ({ response }) => {
        const head = { etag: server.etag, 'content-length': 5 };
        response.writeHead(200, head).end('other');
      },
    ],
  ])('%s ends the reading', async (_, behaviour) => {
    expect(await failureOf(() => readWith(behaviour))).toBeInstanceOf(ObjectChanged);
    expect(server.requests.length).toBe(2);
  });

  test('is not seen in an ETag that a proxy has weakened on the way', async () => {
    server.lastModified = 'Mon, 05 Jan 2026 02:00:00 GMT';
    const weakened: Behaviour = ({ response }) =>
      server.part(response, FROM, TO, { etag: `W/${server.etag}` });
    expectSame(await readWith(weakened), middle());
  });
});
