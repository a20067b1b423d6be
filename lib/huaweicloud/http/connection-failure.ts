import { CloudError, headlines } from '../cloud-error';
import { foreign } from '../foreign-text';
import { systemCode, systemMessage } from '../system-code';
import { ProxyFailure } from './proxy';

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
const clientRefused: Failure = {
  means: (host) => `${host} does not accept the client certificate, or wants one.`,
  next: 'Set cert and key to a client certificate that the host accepts.',
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
const notHttp: Failure = {
  means: (host) => `${host} answers something that is not HTTP.`,
  next: checkAddress,
  transient: false,
};

const noFiles: Failure = {
  means: (host) =>
    `No connection to ${host} can be opened: this process, or this machine, has too many files or connections open.`,
  next: 'Raise the limit (ulimit -n), or have fewer requests made at a time.',
  transient: true,
};
const forbidden: Failure = {
  means: (host) => `This machine does not allow connections to ${host}.`,
  next: 'Check its firewall, and whether the process runs in a sandbox.',
  transient: false,
};
const noMemory: Failure = {
  means: (host) => `There is not enough memory for a connection to ${host}.`,
  next: 'Raise the memory limit of this process, or have fewer requests made at a time.',
  transient: true,
};

const failures: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: {
    means: (host) => `${host} refuses the connection: nothing listens there.`,
    next: checkAddress,
    transient: true,
  },
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  EAI_FAIL: unresolved,
  EAI_NODATA: unresolved,
  EAI_NONAME: unresolved,
  EHOSTUNREACH: noRoute,
  EHOSTDOWN: noRoute,
  ENETUNREACH: noRoute,
  ENETDOWN: noRoute,
  EADDRNOTAVAIL: noFiles,
  EMFILE: noFiles,
  ENFILE: noFiles,
  ENOBUFS: noMemory,
  ENOMEM: noMemory,
  EAI_MEMORY: noMemory,
  ERR_MEMORY_ALLOCATION_FAILED: noMemory,
  EACCES: forbidden,
  EPERM: forbidden,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongHost,
  ECONNRESET: broken,
  ECONNABORTED: broken,
  EPIPE: broken,
  ERR_STREAM_PREMATURE_CLOSE: broken,
  ETIMEDOUT: slow,
  HPE_HEADER_OVERFLOW: notHttp,
};

/** Families of codes, for the many of OpenSSL. */
const families: readonly (readonly [RegExp, Failure])[] = [
  [/^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/, clientRefused],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ALTNAME|^(INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)$/,
    untrusted,
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, noTls],
  [/^HPE_/, notHttp],
];

/** Whom a request was meant for. */
export interface Addressee {
  /** Host and port. */
  readonly address: string;
  /** Host and port of the proxy on the way, where there is one. */
  readonly proxy: string | undefined;
  /** Whether the proxy answers for the address itself, without a tunnel. */
  readonly isForwarded: boolean;
  /** The argument that led to this address. */
  readonly argument: string | undefined;
}

/**
 * What an exchange that ended without an answer means. Whatever is not known to come from the
 * network is a mistake of ours, and not tried again.
 */
export function connectionFailure(error: unknown, addressee: Addressee): CloudError {
  if (error instanceof ProxyFailure) return proxyFailure(error, addressee);
  const { address, proxy, isForwarded, argument } = addressee;
  const code = systemCode(error);
  const failure = failureOf(code, error);
  if (failure === undefined) return unexpected(error, code);
  const atProxy = proxy !== undefined && (isForwarded || firstHop.has(code));
  const means = atProxy ? meansAtProxy(failure, addressee) : failure.means(address);
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud cannot be reached',
    means: `${means} (${code})`,
    next: atProxy ? checkProxy : failure.next,
    argument,
    code,
    transient: failure.transient,
    cause: error,
  });
}

function failureOf(code: string, error: unknown): Failure | undefined {
  if (Object.hasOwn(failures, code)) return failures[code];
  // What OpenSSL says while something is written has one code for everything.
  if (code === 'EPROTO' && clientAlert.test(systemMessage(error))) return clientRefused;
  return families.find(([codes]) => codes.test(code))?.[1];
}

const clientAlert = /alert (?:bad certificate|certificate|unknown ca|access denied)/i;

/** Failures before anything but the next machine on the way has been reached. */
const firstHop = new Set([
  ...['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
]);

function meansAtProxy({ means }: Failure, { proxy = '', address }: Addressee): string {
  return `${means(`The proxy ${proxy}`)} It stands between this machine and ${address}.`;
}

/** The way to the proxy, or what it said to opening a tunnel. */
function proxyFailure(error: ProxyFailure, addressee: Addressee): CloudError {
  const { address, proxy = '', argument } = addressee;
  const { status, code } = error;
  const failure = failureOf(code, error.cause);
  const [means, transient] =
    status === 407
      ? [`The proxy ${proxy} wants a user and a password, or does not accept those it got.`, false]
      : status !== undefined
        ? [`The proxy ${proxy} does not open a tunnel to ${address}.`, status >= 500]
        : failure !== undefined
          ? [meansAtProxy(failure, addressee), failure.transient]
          : [`The proxy ${proxy} opens no tunnel to ${address}: ${foreign(error.reason)}.`, false];
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud cannot be reached',
    means: `${means} (${status === undefined ? code : `HTTP ${status}`})`,
    next: checkProxy,
    argument,
    code: status === undefined ? code : null,
    status: status ?? null,
    transient,
    cause: error,
  });
}

/** Nothing that the network, the address or a setting explains. */
function unexpected(error: unknown, code: string): CloudError {
  return new CloudError({
    category: 'bug',
    summary: headlines.bug,
    means: `A request failed for a reason that is not known: ${foreign(systemMessage(error))} (${foreign(code)})`,
    next: 'This is a bug. Please report it, with the log of this run: https://github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds/issues',
    code,
    cause: error,
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
