import { type Addressee } from '../../../lib/huaweicloud/connection/addressee';
import {
  connectionFailure,
  connectionFailures,
  noAnswerInTime,
} from '../../../lib/huaweicloud/connection/connection-failure';
import { ProxyFailure } from '../../../lib/huaweicloud/connection/proxy';

const direct: Addressee = { address: 'dds.example.com:443', proxy: undefined, isForwarded: false };
const tunnelled: Addressee = { ...direct, proxy: 'proxy.example.com:3128' };
const forwarded: Addressee = { ...tunnelled, address: 'dds.example.com:80', isForwarded: true };

const failed = (code: string, message = '') => Object.assign(new Error(message), { code });

describe('another attempt', () => {
  test('may succeed where a connection broke or was refused, no name server answered, or resources were short', () => {
    const transient = Object.keys(connectionFailures).filter(
      (code) => connectionFailure(failed(code), direct).transient,
    );
    expect(transient).toEqual([
      ...['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
      ...['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EAI_MEMORY'],
      'ERR_MEMORY_ALLOCATION_FAILED',
      ...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ETIMEDOUT'],
    ]);
  });

  test.each([
    'ENOTFOUND',
    'EAI_FAIL',
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
    const { code, transient } = noAnswerInTime(direct, 30_000);
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
    ['EAI_AGAIN', true],
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

  test.each([
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'does not accept the client certificate'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'does not accept the client certificate'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'does not accept the client certificate'],
    ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'does not accept the client certificate'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'No secure connection'],
    ['ERR_SSL_CERTIFICATE_VERIFY_FAILED', 'is not trusted'],
    ['CERT_HAS_EXPIRED', 'is not trusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is not trusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted'],
    ['INVALID_CA', 'is not trusted'],
    ['INVALID_CAR', 'for an unknown reason'],
    ['HPE_INVALID_CONSTANT', 'does not answer with HTTP'],
    ['XHPE_INVALID', 'for an unknown reason'],
    ['XEPROTO', 'for an unknown reason'],
  ])('after %s: %s', (code, means) => {
    expect(meaning(code, direct)).toContain(means);
  });

  test('after a name was not resolved on the way to a proxy is the proxy', () => {
    for (const code of ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']) {
      expect(meaning(code, tunnelled)).toContain(
        'The proxy proxy.example.com:3128 cannot be found',
      );
    }
  });
});

test('each failure has a meaning and a next step of its own', () => {
  const details = Object.keys(connectionFailures).map(
    (code) => connectionFailure(failed(code), direct).detail,
  );
  expect(new Set(details.map((detail) => detail.replace(/ \([A-Z_]+\)/, '')))).toMatchSnapshot();
});

test('where the address may be wrong, whoever chose it says what to check', () => {
  const checkAddress = 'Check the address of the metadata service.';
  const codes = [...Object.keys(connectionFailures), 'HPE_INVALID_CONSTANT', 'ERR_SSL_WRONG'];
  const checked = codes.filter((code) =>
    connectionFailure(failed(code), { ...direct, checkAddress }).detail.includes(checkAddress),
  );
  expect(checked).toEqual([
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'HPE_HEADER_OVERFLOW', 'HPE_INVALID_CONSTANT'],
    'ERR_SSL_WRONG',
  ]);
});

test('a time-out names the seconds, and the proxy if there is one', () => {
  expect(noAnswerInTime(direct, 30_000).detail).toContain(
    'dds.example.com:443 gave no complete answer within 30 s. (ETIMEDOUT)',
  );
  expect(noAnswerInTime(tunnelled, 1500).detail).toContain(
    'dds.example.com:443 gave no complete answer within 1.5 s through the proxy proxy.example.com:3128. (ETIMEDOUT)',
  );
});

test.each([
  [{ status: 407 }, 'requires a user and a password', 'HTTP 407', undefined],
  [{ status: 403 }, 'does not open a tunnel to dds.example.com:443.', 'HTTP 403', undefined],
  [{ cause: failed('E', 'socks: ruleset') }, 'dds.example.com:443: socks: ruleset.', 'E', 'E'],
  [{ cause: failed('ECONNREFUSED') }, 'refuses the connection', 'ECONNREFUSED', 'ECONNREFUSED'],
])('a proxy that fails with %j says why', (reason, text, shownCode, code) => {
  const failure = connectionFailure(new ProxyFailure(reason), tunnelled);
  expect(failure.detail).toContain(text);
  expect(failure.detail).toContain(`(${shownCode})`);
  expect(failure.code).toBe(code);
});
