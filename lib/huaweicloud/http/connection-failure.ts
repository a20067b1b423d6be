import { systemCode } from '../system-code';
import { CloudError } from './errors';
import { LARGEST_BODY } from './exchange';

interface Failure {
  readonly means: (host: string) => string;
  readonly next: string;
  /** Whether a second try has a chance. */
  readonly transient: boolean;
}

const checkAddress =
  'Check region, and the arguments endpoints, auth_url and cloud where they are set.';
const checkProxy =
  'Check HTTPS_PROXY and HTTP_PROXY, with user and password where the proxy wants them, and NO_PROXY.';
const checkCertificate =
  'If the host has a certificate of a private authority, name its file in cacert_file. Check the address, and the clock of this machine.';

const unresolved: Failure = {
  means: (host) => `${host} is not known: the name cannot be resolved.`,
  next: `${checkAddress} Check also that this machine is online. Some regions have no IAM host of their own: set auth_url to https://iam.myhuaweicloud.com/v3 there.`,
  transient: false,
};
const untrusted: Failure = {
  means: (host) => `The certificate of ${host} cannot be trusted.`,
  next: checkCertificate,
  transient: false,
};
const wrongHost: Failure = {
  means: (host) => `The certificate of ${host} is made out to another host.`,
  next: `${checkAddress} A proxy that opens TLS connections has the same effect.`,
  transient: false,
};
const noTls: Failure = {
  means: (host) =>
    `No secure connection to ${host} could be agreed upon; it may not speak TLS at all.`,
  next: `${checkAddress} An address that speaks plain HTTP begins with http://.`,
  transient: false,
};
const broken: Failure = {
  means: (host) => `The connection to ${host} broke before the answer was complete.`,
  next: 'Run again; if it stays, check the network and any proxy in between.',
  transient: true,
};

const noRoute: Failure = {
  means: (host) => `${host} cannot be reached: there is no network route to it.`,
  next: 'Check the network connection of this machine, and whether a proxy is needed (HTTPS_PROXY).',
  transient: true,
};
const slow: Failure = {
  means: (host) => `${host} does not accept the connection in time.`,
  next: 'Check the network, and whether a proxy is needed (HTTPS_PROXY).',
  transient: true,
};
const proxyRefuses: Failure = {
  means: (host) => `${host} refuses to pass the connection on.`,
  next: checkProxy,
  transient: false,
};
const notHttp: Failure = {
  means: (host) => `${host} answers something that is not HTTP.`,
  next: checkAddress,
  transient: false,
};

const failures: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: {
    means: (host) => `${host} refuses the connection: nothing listens there.`,
    next: checkAddress,
    transient: true,
  },
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongHost,
  ECONNRESET: broken,
  EPIPE: broken,
  UND_ERR_SOCKET: broken,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: broken,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  UND_ERR_ABORTED: proxyRefuses,
  UND_ERR_HEADERS_OVERFLOW: notHttp,
};

/** Failures before anything but the next machine on the way has been reached. */
const firstHop = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_ABORTED',
]);

/** Families of codes, for the many of OpenSSL. */
const families: readonly (readonly [RegExp, Failure])[] = [
  [/CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ALTNAME/, untrusted],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, noTls],
  [/^HPE_|HTTPParserError/, notHttp],
];

/** Whom a request was meant for. */
export interface Addressee {
  /** Host and port. */
  readonly address: string;
  /** Host and port of the proxy on the way, where there is one. */
  readonly proxy: string | undefined;
  /** The argument that led to this address. */
  readonly argument: string | undefined;
}

/** What an exchange that ended without an answer means. */
export function connectionFailure(error: unknown, addressee: Addressee): CloudError {
  const { address, proxy, argument } = addressee;
  const code = systemCode(error);
  const failure = failures[code] ?? families.find(([codes]) => codes.test(code))?.[1] ?? broken;
  const atProxy = proxy !== undefined && firstHop.has(code);
  const means = atProxy
    ? `${failure.means(`The proxy ${proxy}`)} It stands between this machine and ${address}.`
    : failure.means(address);
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud cannot be reached',
    means: `${means} (${code})`,
    next: atProxy ? checkProxy : failure.next,
    argument,
    code,
    transient: failure.transient,
  });
}

/** No complete answer within the time one request may take. */
export function requestTimeout(
  { address, proxy, argument }: Addressee,
  milliseconds: number,
): CloudError {
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud does not answer',
    means: `${address} gave no complete answer within ${milliseconds / 1000} s${proxy === undefined ? '' : ` through the proxy ${proxy}`}. (ETIMEDOUT)`,
    next: 'Check the network and any proxy in between; request_timeout sets how long one request may take.',
    argument,
    code: 'ETIMEDOUT',
    transient: true,
  });
}

/** The answer is bigger than anything this API has to say. */
export function tooLarge(asked: string): CloudError {
  return new CloudError({
    category: 'answer',
    summary: 'Unexpected answer',
    means: `The answer is larger than ${LARGEST_BODY / 1024 / 1024} MB and was not read to its end.`,
    next: 'Check that the address is one of Huawei Cloud (region, endpoints).',
    evidence: asked,
  });
}
