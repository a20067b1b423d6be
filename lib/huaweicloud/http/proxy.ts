import { BlockList, isIP } from 'node:net';
import { settingError } from '../cloud-error';
import { type Environment } from '../environment';
import { keepSecret } from '../secrets';
import { systemCode, systemMessage } from '../system-code';

/** A proxy on the way to an address. */
export interface Proxy {
  /** Without user and password. */
  readonly url: URL;
  /** Whether it speaks SOCKS instead of HTTP. */
  readonly isSocks: boolean;
  readonly user: { readonly name: string; readonly password: string } | undefined;
  /** What an HTTP proxy is told besides the request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A proxy that cannot be reached, or does not open a tunnel. */
export class ProxyFailure extends Error {
  /** What an HTTP proxy answered, undefined if it did not answer. */
  readonly status: number | undefined;
  /** The system's code, such as `ECONNREFUSED`. */
  readonly code: string;
  /** What went wrong, in the words of whoever noticed. */
  readonly reason: string;

  constructor({ status, cause }: { status?: number | undefined; cause?: unknown }) {
    super('the proxy opens no tunnel', { cause });
    this.status = status;
    this.reason = systemMessage(cause);
    // The SOCKS client passes on the system's error as its message only.
    this.code = /\bE[A-Z]{4,}\b/.exec(this.reason)?.[0] ?? systemCode(cause);
  }
}

/**
 * The proxy for a request, by HTTPS_PROXY or HTTP_PROXY and NO_PROXY (also in lower case), with the
 * rules of Go's net/http, which the official provider follows: http_proxy does not serve https, and
 * loopback is never asked through a proxy.
 * @throws CloudError when the variable holds no address
 */
export function proxyFor(url: URL, env: Environment): Proxy | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const address = either(name, env);
  const host = hostOf(url);
  if (address === '' || isLoopback(host)) return undefined;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const isExempt = either('NO_PROXY', env)
    .split(/[,\s]+/)
    .some((rule) => matches(rule.toLowerCase(), host, port));
  return isExempt ? undefined : parseProxy(name, address);
}

function either(name: string, env: Environment): string {
  return [env[name], env[name.toLowerCase()]].find(Boolean) ?? '';
}

function parseProxy(name: string, address: string): Proxy {
  const full = /^[a-z0-9]+:\/\//i.test(address) ? address : `http://${address}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (url === null || !/^(https?|socks5h?):$/.test(url.protocol) || url.hostname === '') {
    throw settingError(
      'endpoints',
      'Proxy cannot be used',
      `The environment variable ${name} holds no address of a proxy. Write it like "http://proxy.example.com:3128", or "http://user:password@proxy.example.com:3128" with special characters percent-encoded.`,
    );
  }
  const user = userOf(url);
  url.username = url.password = '';
  return {
    url,
    isSocks: url.protocol.startsWith('socks'),
    user,
    headers: user === undefined ? {} : { 'proxy-authorization': basic(user) },
  };
}

function userOf({ username, password }: URL): Proxy['user'] {
  if (username === '' && password === '') return undefined;
  const user = { name: percentDecoded(username), password: percentDecoded(password) };
  keepSecret(user.password, password);
  return user;
}

/** What is no percent escape stands for itself, for passwords are often pasted as they are. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    const decoded = bytes.toString('utf8');
    return decoded.includes('\ufffd') ? escapes : decoded;
  });
}

function basic({ name, password }: { name: string; password: string }): string {
  const encoded = Buffer.from(`${name}:${password}`).toString('base64');
  keepSecret(encoded);
  return `Basic ${encoded}`;
}

/** The host of a URL; an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** One rule of NO_PROXY: `*`, a domain, `.domain` for what is below it, an address, or a network. */
function matches(rule: string, host: string, port: string): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  if (rule.includes('/')) return isInNetwork(rule, host);
  const [, name = rule, rulePort = port] = /^(.*?):(\d+)$/.exec(rule) ?? [];
  if (isIP(rule) === 0 && rulePort !== port) return false;
  const domain = isIP(rule) === 0 ? name.replace(/^\*(?=\.)/, '').replace(/^\[|\]$/g, '') : rule;
  return domain.startsWith('.')
    ? host.endsWith(domain)
    : host === domain || host.endsWith(`.${domain}`);
}

function isInNetwork(rule: string, host: string): boolean {
  const [address = '', prefix = ''] = rule.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(prefix)) return false;
  if (Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const network = new BlockList();
  const type = family === 4 ? 'ipv4' : 'ipv6';
  network.addSubnet(address, Number(prefix), type);
  return network.check(host, type);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
