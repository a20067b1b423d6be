import { type Addressee } from '../../../lib/huaweicloud/http/addressee';
import {
  connectionFailure,
  connectionFailures,
  requestTimeout,
} from '../../../lib/huaweicloud/http/connection-failure';
import { ProxyFailure } from '../../../lib/huaweicloud/http/proxy';

const direct: Addressee = { address: 'dds.example.com:443', proxy: undefined, isForwarded: false };
const tunnelled: Addressee = { ...direct, proxy: 'proxy.example.com:3128' };
const forwarded: Addressee = { ...tunnelled, address: 'dds.example.com:80', isForwarded: true };

const failed = (code: string, message = '') => Object.assign(new Error(message), { code });

describe('another attempt', () => {
  test('may succeed where a connection broke, was refused, or found no resources', () => {
    const transient = Object.keys(connectionFailures).filter(
      (code) => connectionFailure(failed(code), direct).transient,
    );
    expect(transient).toEqual([
      ...['ECONNREFUSED', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
      ...['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EAI_MEMORY'],
      'ERR_MEMORY_ALLOCATION_FAILED',
      ...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ETIMEDOUT'],
    ]);
  });

  test.each([
    'ENOTFOUND',
    'EACCES',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HPE_HEADER_OVERFLOW',
    'HPE_INVALID_CONSTANT',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  ])('would fail again after %s', (code) => {
    const { category, transient } = connectionFailure(failed(code), direct);
    expect({ category, transient }).toEqual({ category: 'connection', transient: false });
  });

  test('may succeed after a time-out', () => {
    const { code, transient } = requestTimeout(direct, 30_000);
    expect({ code, transient }).toEqual({ code: 'ETIMEDOUT', transient: true });
  });

  test.each([
    [407, false],
    [403, false],
    [499, false],
    [500, true],
    [502, true],
  ])('after a proxy has answered HTTP %d may succeed: %s', (status, transient) => {
    const failure = connectionFailure(new ProxyFailure({ status }), tunnelled);
    expect(failure.transient).toBe(transient);
  });

  test.each([
    ['ECONNREFUSED', true],
    ['ENOTFOUND', false],
    ['SOCKS: not allowed by ruleset', false],
  ])('after a proxy has failed with %s may succeed: %s', (reason, transient) => {
    const cause = failed(reason, reason);
    expect(connectionFailure(new ProxyFailure({ cause }), tunnelled).transient).toBe(transient);
  });
});

describe('what has failed', () => {
  const meaning = (code: string, addressee: Addressee) =>
    connectionFailure(failed(code), addressee).detail;

  test('is the address, if there is no proxy on the way', () => {
    expect(meaning('ECONNREFUSED', direct)).toMatch(/^dds\.example\.com:443 refuses/);
  });

  test('is the proxy, if the first machine on the way was not reached', () => {
    expect(meaning('ECONNREFUSED', tunnelled)).toMatch(/^The proxy proxy\.example\.com:3128 ref/);
  });

  test('is the address, if the tunnel had been opened', () => {
    expect(meaning('ECONNRESET', tunnelled)).toMatch(/^The connection to dds\.example\.com:443 b/);
  });

  test('is the proxy, if it answers for the address', () => {
    expect(meaning('ECONNRESET', forwarded)).toMatch(
      /^The connection to the proxy proxy\.example\.com:3128 broke/,
    );
  });

  test.each(['bad certificate', 'certificate expired', 'unknown ca', 'access denied'])(
    'is the client certificate, if OpenSSL was alerted of "%s" in a write',
    (alert) => {
      const error = failed('EPROTO', `write EPROTO 140:error:0A000412:SSL alert ${alert}`);
      expect(connectionFailure(error, direct).detail).toContain('the client certificate');
    },
  );

  test('is TLS, if OpenSSL fails in a write for another reason', () => {
    const error = failed('EPROTO', 'write EPROTO 140:error:0A00010B:wrong version number');
    expect(connectionFailure(error, direct).detail).toContain('No secure connection');
  });

  test('is a bug of ours, if no network would explain it', () => {
    const { category, transient } = connectionFailure(new TypeError('x is undefined'), direct);
    expect({ category, transient }).toEqual({ category: 'bug', transient: false });
  });
});
