import { CloudError, headlines } from '../errors/cloud-error';
import { named } from '../errors/setting-names';
import { systemCode, systemMessage } from '../errors/system-code';
import { foreign } from '../redaction/foreign-text';
import { type Addressee } from './addressee';
import { ProxyFailure } from './proxy';

/** Why there is no answer, and what to do. */
export interface Failure {
  readonly means: (host: string) => string;
  readonly next: string;
  /** Whether another attempt may succeed. */
  readonly transient: boolean;
  /** Whether the address itself may be wrong. @default false */
  readonly mayBeWrongAddress?: boolean;
}

const checkAddress = `Check ${named('region')}, and ${named('endpoints')}, ${named('authUrl')} and ${named('cloud')} if they are set.`;
const checkProxy =
  'Check HTTPS_PROXY and HTTP_PROXY, with user and password if the proxy requires them, and NO_PROXY.';
const checkCertificate = `If the certificate was issued by a private authority, set ${named('cacertFile')} to the certificate of that authority. Check the address, and the clock of this machine.`;

const unresolved: Failure = {
  means: (host) => `${host} cannot be found: its name cannot be resolved.`,
  next: `${checkAddress} Also check that this machine is online. Some regions have no IAM host of their own: there, set ${named('authUrl')} to https://iam.myhuaweicloud.com/v3.`,
  transient: false,
  mayBeWrongAddress: true,
};
/** No name server has answered. The SDKs of AWS (smithy-typescript#2060) and Google repeat this, too. */
const unresolvedNow: Failure = { ...unresolved, transient: true };
const untrusted: Failure = {
  means: (host) => `The certificate of ${host} is not trusted.`,
  next: checkCertificate,
  transient: false,
};
const wrongHost: Failure = {
  means: (host) => `The certificate of ${host} was issued for another host.`,
  next: `${checkAddress} A proxy that intercepts TLS connections has the same effect.`,
  transient: false,
  mayBeWrongAddress: true,
};
const clientRefused: Failure = {
  means: (host) => `${host} does not accept the client certificate, or requires one.`,
  next: `Set ${named('cert')} and ${named('key')} to a client certificate that the host accepts.`,
  transient: false,
};
const noTls: Failure = {
  means: (host) =>
    `No secure connection to ${host} could be negotiated; it may not support TLS at all.`,
  next: `${checkAddress} The address of a plain HTTP server starts with http://.`,
  transient: false,
  mayBeWrongAddress: true,
};
const broken: Failure = {
  means: (host) => `The connection to ${host} broke before the answer was complete.`,
  next: 'Run again; if the problem persists, check the network and any proxy in between.',
  transient: true,
};

const noRoute: Failure = {
  means: (host) => `${host} cannot be reached: there is no network route to it.`,
  next: 'Check the network connection of this machine, and whether a proxy is needed (HTTPS_PROXY).',
  transient: true,
};
const slow: Failure = {
  means: (host) => `${host} did not accept the connection in time.`,
  next: 'Check the network, and whether a proxy is needed (HTTPS_PROXY).',
  transient: true,
};
const notHttp: Failure = {
  means: (host) => `${host} does not answer with HTTP.`,
  next: checkAddress,
  transient: false,
  mayBeWrongAddress: true,
};

const noFiles: Failure = {
  means: (host) =>
    `No connection to ${host} can be opened: this process, or this machine, has too many files or connections open.`,
  next: 'Raise the limit (ulimit -n), or send fewer requests at a time.',
  transient: true,
};
const forbidden: Failure = {
  means: (host) => `This machine does not allow connections to ${host}.`,
  next: 'Check its firewall, and whether the process runs in a sandbox.',
  transient: false,
};
const noMemory: Failure = {
  means: (host) => `There is not enough memory for a connection to ${host}.`,
  next: 'Raise the memory limit of this process, or send fewer requests at a time.',
  transient: true,
};

/** By the code of the system or of Node.js. */
export const connectionFailures: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: {
    means: (host) => `${host} refuses the connection: nothing listens there.`,
    next: checkAddress,
    transient: true,
    mayBeWrongAddress: true,
  },
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolvedNow,
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

/** Codes by pattern, for the many of OpenSSL. */
const families: readonly (readonly [RegExp, Failure])[] = [
  [/^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/, clientRefused],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|ALTNAME|^(INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)$/,
    untrusted,
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, noTls],
  [/^HPE_/, notHttp],
];

/**
 * The error for a request that got no answer. Whatever is not known to come from the network is a
 * bug, and not retried.
 */
export function connectionFailure(error: unknown, addressee: Addressee): CloudError {
  if (error instanceof ProxyFailure) return proxyFailure(error, addressee);
  const { address, proxy, isForwarded, setting } = addressee;
  const code = systemCode(error);
  const failure = failureOf(code, error);
  if (failure === undefined) return unexpected(error, code);
  const atProxy = proxy !== undefined && (isForwarded || firstHop.has(code));
  const means = atProxy ? meansAtProxy(failure, addressee) : failure.means(address);
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud cannot be reached',
    means: `${means} (${code})`,
    next: atProxy ? checkProxy : nextStep(failure, addressee),
    setting,
    code,
    transient: failure.transient,
    cause: error,
  });
}

function nextStep({ next, mayBeWrongAddress = false }: Failure, addressee: Addressee): string {
  return mayBeWrongAddress ? (addressee.checkAddress ?? next) : next;
}

function failureOf(code: string, error: unknown): Failure | undefined {
  if (Object.hasOwn(connectionFailures, code)) return connectionFailures[code];
  // Errors of OpenSSL during a write all have this code.
  if (code === 'EPROTO' && clientAlert.test(systemMessage(error))) return clientRefused;
  return families.find(([codes]) => codes.test(code))?.[1];
}

const clientAlert = /alert (?:bad certificate|certificate|unknown ca|access denied)/i;

/** Failures to reach the first machine on the way. */
const firstHop = new Set([
  ...['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
]);

function meansAtProxy({ means }: Failure, { proxy = '', address }: Addressee): string {
  const sentence = means(`the proxy ${proxy}`);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} It is the proxy for ${address}.`;
}

/** The proxy cannot be reached, or does not open a tunnel. */
function proxyFailure(error: ProxyFailure, addressee: Addressee): CloudError {
  const { setting } = addressee;
  const { status, code } = error;
  const { means, transient } = whyNoTunnel(error, addressee);
  // The SOCKS client has words for a refusal, but no code.
  const shown = status === undefined ? (code === 'Error' ? undefined : code) : `HTTP ${status}`;
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud cannot be reached',
    means: shown === undefined ? means : `${means} (${shown})`,
    next: checkProxy,
    setting,
    code: status === undefined ? shown : undefined,
    status,
    transient,
    cause: error,
  });
}

function whyNoTunnel(
  { status, code, reason, cause }: ProxyFailure,
  addressee: Addressee,
): { means: string; transient: boolean } {
  const { address, proxy = '' } = addressee;
  if (status === 407) {
    return {
      means: `The proxy ${proxy} requires a user and a password, or does not accept the ones it was given.`,
      transient: false,
    };
  }
  const noTunnel = `The proxy ${proxy} does not open a tunnel to ${address}`;
  if (status !== undefined) return { means: `${noTunnel}.`, transient: status >= 500 };
  const failure = failureOf(code, cause);
  if (failure === undefined) {
    return { means: `${noTunnel}: ${foreign(reason)}.`, transient: false };
  }
  return { means: meansAtProxy(failure, addressee), transient: failure.transient };
}

/** Nothing that the network, the address or a setting would explain. */
function unexpected(error: unknown, code: string): CloudError {
  return new CloudError({
    category: 'bug',
    summary: headlines.bug,
    means: `A request failed for an unknown reason: ${foreign(systemMessage(error))} (${foreign(code)})`,
    next: 'This is a bug. Please report it, with the log of this run, at https://github.com/cdktf-huaweicloud/cdktf-huaweicloud-dds/issues',
    code,
    cause: error,
  });
}

/** The error for a request without a complete answer within its time limit. */
export function noAnswerInTime(
  { address, proxy, setting }: Addressee,
  milliseconds: number,
): CloudError {
  return new CloudError({
    category: 'connection',
    summary: 'Huawei Cloud does not answer',
    means: `${address} gave no complete answer within ${milliseconds / 1000} s${proxy === undefined ? '' : ` through the proxy ${proxy}`}. (ETIMEDOUT)`,
    next: `Check the network and any proxy in between; ${named('requestTimeout')} sets how long one request may take.`,
    setting,
    code: 'ETIMEDOUT',
    transient: true,
  });
}
