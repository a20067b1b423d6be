import { systemCode, systemMessage } from '../errors/system-code';

/** A proxy on the way to an address. */
export interface Proxy {
  /** Without user and password. */
  readonly url: URL;
  /** Whether it speaks SOCKS instead of HTTP. */
  readonly isSocks: boolean;
  readonly user: { readonly name: string; readonly password: string } | undefined;
  /** Headers for an HTTP proxy, besides those of the request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A proxy that cannot be reached, or does not open a tunnel. */
export class ProxyFailure extends Error {
  /** The HTTP status of the proxy's answer, undefined if there was none. */
  readonly status: number | undefined;
  /** The system's code, such as `ECONNREFUSED`. */
  readonly code: string;
  /** The message of the underlying error. */
  readonly reason: string;

  constructor({ status, cause }: { status?: number | undefined; cause?: unknown }) {
    super('the proxy does not open a tunnel', { cause });
    this.status = status;
    this.reason = systemMessage(cause);
    // The SOCKS client passes on the system's error as its message only.
    this.code = /\bE[A-Z]{4,}\b/.exec(this.reason)?.[0] ?? systemCode(cause);
  }
}

/** The host of a URL; an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}
