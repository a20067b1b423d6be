import { withoutSecrets } from '../../../lib/huaweicloud/redaction/secrets';
import { proxyFor } from '../../../lib/huaweicloud/settings/proxy';
import { failureOf } from '../cloud-of';

const cloudAddress = new URL('https://dds.example.com/');
const both = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'http://plain:2' };

test.each<[string, Record<string, string>, string | undefined]>([
  ['https://dds.example.com/', both, 'secure:1'],
  ['http://dds.example.com/', both, 'plain:2'],
  ['https://dds.example.com/', { HTTP_PROXY: 'http://plain:2' }, undefined],
  ['https://dds.example.com/', { https_proxy: 'http://lower:3' }, 'lower:3'],
  ['https://dds.example.com/', { HTTPS_PROXY: 'bare:3128' }, 'bare:3128'],
  ['https://dds.example.com/', { HTTPS_PROXY: ' http://blanks:5/ ' }, 'blanks:5'],
  ['https://localhost:1/', both, undefined],
  ['https://127.0.0.9/', both, undefined],
  ['https://[::1]/', both, undefined],
  ['https://dds.example.com/', {}, undefined],
  ['https://dds.example.com/', { HTTPS_PROXY: '', https_proxy: 'http://lower:3' }, 'lower:3'],
  ['https://127.example.com/', both, 'secure:1'],
  ['https://128.0.0.1/', both, 'secure:1'],
])('the proxy for %s with %j is %s', (url, env, host) => {
  expect(proxyFor(new URL(url), env)?.url.host).toBe(host);
});

test.each<[string, string, boolean]>([
  ['*', 'https://dds.example.com/', true],
  ['example.com', 'https://dds.example.com/', true],
  ['example.com', 'https://example.com/', true],
  ['.example.com', 'https://dds.example.com/', true],
  ['*.example.com', 'https://dds.example.com/', true],
  ['.example.com', 'https://example.com/', false],
  ['ample.com', 'https://dds.example.com/', false],
  ['other.com, EXAMPLE.com', 'https://dds.example.com/', true],
  ['example.com:443', 'https://dds.example.com/', true],
  ['example.com:8443', 'https://dds.example.com/', false],
  ['10.0.0.0/8', 'https://10.1.2.3/', true],
  ['10.0.0.0/8', 'https://11.1.2.3/', false],
  ['10.0.0.0/0', 'https://203.0.113.1/', true],
  ['10.1.2.3/32', 'https://10.1.2.3/', true],
  ['10.1.2.2/32', 'https://10.1.2.3/', false],
  ['10.1.2.3/33', 'https://10.1.2.3/', false],
  ['10.0.0.0/99', 'https://10.1.2.3/', false],
  ['10.0.0.0/', 'https://10.1.2.3/', false],
  ['10.0.0.0/8x', 'https://10.1.2.3/', false],
  ['10.0.0.0/x8', 'https://10.1.2.3/', false],
  ['10.0.0.0/8', 'https://[2001:db8::1]/', false],
  ['10.0.0.0/0', 'https://dds.example.com/', false],
  ['dds.example.com/8', 'https://dds.example.com/', false],
  ['2001:db8::/32', 'https://[2001:db8::1]/', true],
  ['2001:db8::/32', 'https://[2001:db9::1]/', false],
  ['2001:db8::1/128', 'https://[2001:db8::1]/', true],
  ['2001:db8::1/129', 'https://[2001:db8::1]/', false],
  ['2001:db8::1', 'https://[2001:db8::1]/', true],
  ['[2001:db8::1]', 'https://[2001:db8::1]/', true],
  ['[2001:db8::1]:443', 'https://[2001:db8::1]/', true],
  ['[2001:db8::1]:444', 'https://[2001:db8::1]/', false],
  ['10.1.2.3', 'https://10.1.2.3/', true],
  ['10.1.2.3:443', 'https://10.1.2.3/', true],
  ['10.1.2.3:444', 'https://10.1.2.3/', false],
  ['2.3', 'https://10.1.2.3/', true], // as with Go: any text is a domain
  ['example.com:80', 'http://dds.example.com/', true],
  ['example.com:443', 'http://dds.example.com/', false],
  ['example.com:8443', 'https://dds.example.com:8443/', true],
  ['.example.com:443', 'https://dds.example.com/', true],
  ['other.com example.com', 'https://dds.example.com/', true],
  [' , other.com', 'https://dds.example.com./', false],
  ['10.0.0.0/8', 'https://[::a00:1]/', false],
  ['', 'https://dds.example.com/', false],
])('NO_PROXY=%s exempts %s: %s', (noProxy, url, isExempt) => {
  const proxies = { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://p:1' };
  const proxy = proxyFor(new URL(url), { ...proxies, NO_PROXY: noProxy });
  expect(proxy === undefined).toBe(isExempt);
});

test.each([
  ['http://p', false],
  ['https://p', false],
  ['HTTPS://p', false],
  ['socks5://p', true],
  ['socks5h://p', true],
])('%s speaks SOCKS: %s', (address, isSocks) => {
  expect(proxyFor(cloudAddress, { HTTPS_PROXY: address })?.isSocks).toBe(isSocks);
});

test.each([
  ...['ftp://p:21', 'socks4://p', 'xhttp://p', 'httpx://p', 'http://', 'http://p:x'],
  ...['http://u:p/w@p:1', 'http://u:1/w@p:1', 'http://u:1#w@p:1', 'http://u:1?w@p:1'],
])('%s is not the address of a proxy', async (address) => {
  const { setting, summary, detail } = await failureOf(() =>
    proxyFor(cloudAddress, { HTTPS_PROXY: address }),
  );
  expect([setting, summary]).toEqual(['endpoints', 'Proxy cannot be used']);
  expect(detail).not.toContain('u:1');
});

test.each([
  ['http://u:p%2fw@p', 'u', 'p/w'],
  ['http://u%40d:p@p', 'u@d', 'p'],
  ['http://u:100%25@p', 'u', '100%'],
  ['http://u:50%ff@p', 'u', '50%ff'],
  ['http://u:%e4%b8%96@p', 'u', '世'],
  ['http://u@p', 'u', ''],
  ['http://:p@p', '', 'p'],
])('%s contains a user and a password', (address, name, password) => {
  const proxy = proxyFor(cloudAddress, { HTTPS_PROXY: address });
  const pair = Buffer.from(`${name}:${password}`).toString('base64');
  expect(proxy).toMatchObject({
    user: { name, password },
    headers: { 'proxy-authorization': `Basic ${pair}` },
  });
  expect(proxy?.url.href).toBe('http://p/');
});

test('an address without a user has no header for one', () => {
  expect(proxyFor(cloudAddress, { HTTPS_PROXY: 'http://p' })).toMatchObject({ headers: {} });
  expect(proxyFor(cloudAddress, { HTTPS_PROXY: 'http://p' })?.user).toBeUndefined();
});

test('the password of a proxy is a secret, also in the header', () => {
  proxyFor(cloudAddress, { HTTPS_PROXY: 'http://u:hunter%2fhunter@p' });
  const header = Buffer.from('u:hunter/hunter').toString('base64');
  expect(withoutSecrets(`hunter/hunter ${header} hunter%2fhunter`)).toBe('*** *** ***');
});
