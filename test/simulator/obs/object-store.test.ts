import { createHash } from 'node:crypto';
import { type EtagForm } from '../../../lib/simulator/dds/estate';
import { startSimulator, type Simulator } from '../../../lib/simulator/simulator';
import { signedFetch } from '../signed-fetch';

const TTL = 60_000;

let cloud: Simulator;
let link: string;

beforeEach(async () => {
  cloud = await startSimulator({ linkTtl: TTL, fileBytes: 100_000 });
  link = await freshLink();
});

afterEach(() => cloud.close());

test('a link gives the whole file', async () => {
  const response = await fetch(link);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe('100000');
  expect(response.headers.get('accept-ranges')).toBe('bytes');
  expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{32}-1"$/);
  expect(response.headers.get('last-modified')).toBe('Tue, 06 Jan 2026 02:15:00 GMT');
  expect(await bytesOf(response)).toEqual(content());
});

test('a range is served as such', async () => {
  const response = await get({ range: 'bytes=100-199' });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe('bytes 100-199/100000');
  expect(await bytesOf(response)).toEqual(content().subarray(100, 200));
});

test('a range beyond the end is refused with the size', async () => {
  const response = await get({ range: 'bytes=100000-' });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */100000');
  expect(await response.text()).toContain('<Code>InvalidRange</Code>');
});

test('If-Match and If-Range notice that a file has been replaced', async () => {
  const etag = (await fetch(link)).headers.get('etag') ?? '';
  const range = 'bytes=0-9';
  expect((await get({ 'if-match': etag })).status).toBe(200);
  expect((await get({ 'if-range': etag, range })).status).toBe(206);

  cloud.backups.replicaSet.files[0]!.revision += 1;
  expect((await get({ 'if-match': etag })).status).toBe(412);
  expect((await get({ 'if-range': etag, range })).status).toBe(200);
  expect(await bytesOf(await fetch(link))).toEqual(content());
});

describe('the ETag of an object', () => {
  test.each(['md5', 'encrypted'] as const)('that is %s looks like an MD5', async (etag) => {
    const response = await fetchAs(etag);
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
    const digest = createHash('md5').update(content()).digest('hex');
    expect(response.headers.get('etag') === `"${digest}"`).toBe(etag === 'md5');
  });

  test('that an intermediary has weakened matches no condition that wants a strong one', async () => {
    const etag = (await fetchAs('weak')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}-1"$/);
    expect((await get({ 'if-match': etag })).status).toBe(412);
    expect((await get({ 'if-range': etag, range: 'bytes=0-9' })).status).toBe(200);
    expect((await get({ 'if-none-match': etag })).status).toBe(304);
  });

  test('can be missing', async () => {
    expect((await fetchAs('none')).headers.has('etag')).toBe(false);
  });

  test('follows revision and size', async () => {
    const file = cloud.backups.replicaSet.files[0]!;
    const etags = [(await fetch(link)).headers.get('etag')];
    file.revision += 1;
    etags.push((await fetch(link)).headers.get('etag'));
    file.bytes += 1;
    etags.push((await fetch(link)).headers.get('etag'));
    expect(new Set(etags).size).toBe(3);
  });

  async function fetchAs(etag: EtagForm): Promise<Response> {
    const [file] = cloud.backups.replicaSet.files;
    cloud.backups.replicaSet.files = [{ ...file!, etag }];
    return fetch(link);
  }
});

test.each(['../../etc/passwd', 'a b?c#d%2', 'ü\u0000\n', '.', 'x'.repeat(5000)])(
  'a file called %j has a link that works',
  async (name) => {
    const file = { name, bytes: 10, revision: 1 };
    cloud.backups.replicaSet.files = [file];
    expect(await bytesOf(await fetch(await freshLink()))).toEqual(cloud.contentOf(file));
  },
);

test('files of one name in several groups are several objects', async () => {
  const [one, two] = ['one', 'two'].map((name) => ({
    ...{ name: 'dump', bytes: 10, revision: 1 },
    group: { id: `${name}gr02`, name },
  }));
  expect(cloud.contentOf(one!)).not.toEqual(cloud.contentOf(two!));
  cloud.backups.replicaSet.files = [one!, two!];
  expect(await bytesOf(await fetch(await freshLink()))).toEqual(cloud.contentOf(one!));
  cloud.backups.replicaSet.files = [two!, one!];
  expect(await bytesOf(await fetch(await freshLink()))).toEqual(cloud.contentOf(two!));
});

test('conditions by date and by other versions are answered with 304 and 412', async () => {
  const { headers } = await fetch(link);
  const [etag, modified] = [headers.get('etag') ?? '', headers.get('last-modified') ?? ''];
  const earlier = 'Mon, 05 Jan 2026 00:00:00 GMT';
  expect((await get({ 'if-none-match': etag })).status).toBe(304);
  expect((await get({ 'if-none-match': '"another"' })).status).toBe(200);
  expect((await get({ 'if-modified-since': modified })).status).toBe(304);
  expect((await get({ 'if-modified-since': earlier })).status).toBe(200);
  expect((await get({ 'if-unmodified-since': modified })).status).toBe(200);
  expect((await get({ 'if-unmodified-since': earlier })).status).toBe(412);
});

test('an empty object has no range', async () => {
  const [file] = cloud.backups.replicaSet.files;
  cloud.backups.replicaSet.files = [{ ...file!, bytes: 0 }];
  const response = await get({ range: 'bytes=0-0' });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */0');
  expect(await bytesOf(await fetch(link))).toEqual(Buffer.alloc(0));
});

test('a refusal names the resource and the request, in XML and in headers', async () => {
  cloud.linksHaveExpired();
  const response = await fetch(link);
  const requestId = response.headers.get('x-obs-request-id') ?? '';
  const hostId = response.headers.get('x-obs-id-2') ?? '';
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe('application/xml');
  expect(text).toContain(`<Resource>${new URL(link).pathname}</Resource>`);
  expect(text).toContain(`<RequestId>${requestId}</RequestId><HostId>${hostId}</HostId>`);
});

test('a link dies when its time is over', async () => {
  cloud.advance(TTL + 1000);
  await expectRefusal(await fetch(link), 'AccessDenied', 'Request has expired');
});

test('an expired link is answered with the two times', async () => {
  cloud.advance(TTL + 1000);
  const text = await (await fetch(link)).text();
  const [expires, now] = ['Expires', 'ServerTime'].map((name) => {
    return Date.parse(new RegExp(`<${name}>(.*)</${name}>`).exec(text)?.[1] ?? '');
  });
  expect(now! - expires!).toBeGreaterThan(0);
});

test('a link can be good for so many downloads', async () => {
  cloud.linkLife.uses = 2;
  expect((await get({ range: 'bytes=0-0' })).status).toBe(206);
  expect((await fetch(link)).status).toBe(200);
  await expectRefusal(await fetch(link), 'AccessDenied', 'Request has expired');
  expect((await fetch(await freshLink())).status).toBe(200);
});

test('a test can end the life of all links that are out, and new ones work', async () => {
  cloud.linksHaveExpired();
  await expectRefusal(await fetch(link), 'AccessDenied', 'Request has expired');
  expect((await fetch(await freshLink())).status).toBe(200);
});

test('HEAD and PUT are refused: the link was signed for GET', async () => {
  expect((await fetch(link, { method: 'HEAD' })).status).toBe(403);
  const put = await fetch(link, { method: 'PUT', body: 'x' });
  await expectRefusal(put, 'SignatureDoesNotMatch');
});

test('headers that OBS signs spoil a link that was signed without them', async () => {
  await expectRefusal(await get({ 'content-type': 'text/plain' }), 'SignatureDoesNotMatch');
  await expectRefusal(await get({ 'x-obs-meta-a': 'b' }), 'SignatureDoesNotMatch');
});

test.each([
  ['no signature at all', (url: URL) => (url.search = ''), 'AccessDenied'],
  ['another key', (url: URL) => url.searchParams.set('AccessKeyId', 'X'), 'InvalidAccessKeyId'],
  ['a later expiry', (url: URL) => url.searchParams.set('Expires', '9999999999'), undefined],
  ['another object', (url: URL) => (url.pathname += 'x'), undefined],
  ['another nonce', (url: URL) => url.searchParams.set('nonce', '99'), undefined],
])('a link with %s is refused', async (_, change, code = 'SignatureDoesNotMatch') => {
  const url = new URL(link);
  change(url);
  await expectRefusal(await fetch(url), code);
});

test('a file that is gone is not found', async () => {
  cloud.estate.backups.delete(cloud.backups.replicaSet.id);
  const response = await fetch(link);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
});

test('a large file can be read from its far end', async () => {
  const file = cloud.backups.replicaSet.files[0]!;
  cloud.backups.replicaSet.files = [{ ...file, bytes: 2 ** 40 }];
  const response = await get({ range: 'bytes=-1000' });
  expect(response.headers.get('content-range')).toBe(
    'bytes 1099511626776-1099511627775/1099511627776',
  );
  expect(await bytesOf(response)).toHaveLength(1000);
});

async function freshLink(): Promise<string> {
  const { id, instanceId } = cloud.backups.replicaSet;
  const path = `/v3/${cloud.projectId}/backups/download-file`;
  const response = await signedFetch(
    `${cloud.url}${path}?backup_id=${id}&instance_id=${instanceId}`,
    cloud.credentials,
  );
  const { files } = (await response.json()) as { files: { download_link: string }[] };
  return files[0]!.download_link;
}

function get(headers: Record<string, string>): Promise<Response> {
  return fetch(link, { headers });
}

function content(): Buffer {
  return cloud.contentOf(cloud.backups.replicaSet.files[0]!);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

async function expectRefusal(response: Response, code: string, message = ''): Promise<void> {
  expect(response.status).toBe(403);
  expect(response.headers.get('content-type')).toBe('application/xml');
  const body = await response.text();
  expect(body).toContain(`<Code>${code}</Code>`);
  expect(body).toContain(message);
}
