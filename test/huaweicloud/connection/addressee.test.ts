import { addresseeOf } from '../../../lib/huaweicloud/connection/addressee';
import { proxyFor } from '../../../lib/huaweicloud/settings/proxy';

function addressee(url: string, proxy = '') {
  const env = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
  return addresseeOf(
    new URL(url),
    { tls: () => Promise.reject(new Error('no TLS here')), proxyFor: (at) => proxyFor(at, env) },
    { setting: 'endpoints' },
  );
}

test.each([
  ['https://dds.example.com/v3', 'dds.example.com:443'],
  ['http://dds.example.com/v3', 'dds.example.com:80'],
  ['http://dds.example.com:8080/v3', 'dds.example.com:8080'],
])('%s is shown with its port', (url, address) => {
  const direct = { proxy: undefined, isForwarded: false, setting: 'endpoints' };
  expect(addressee(url)).toEqual({ address, ...direct });
});

test.each([
  ['a request without TLS by an HTTP proxy', true, 'http://dds.example.com', 'http://proxy:3128'],
  ['a request with TLS by an HTTP proxy', false, 'https://dds.example.com', 'http://proxy:3128'],
  ['a request without TLS by SOCKS', false, 'http://dds.example.com', 'socks5://proxy:3128'],
])('%s is forwarded: %s', (_, isForwarded, url, proxy) => {
  expect(addressee(url, proxy)).toMatchObject({ proxy: 'proxy:3128', isForwarded });
});
