import { BlockList, isIP } from 'node:net';
import { hostOf, type Proxy } from '../connection/proxy';
import { settingError } from '../errors/cloud-error';
import { keepSecret } from '../redaction/secrets';
import { type Environment } from './environment';

/**
 * The proxy for a request, by HTTPS_PROXY or HTTP_PROXY and NO_PROXY (also in lower case), with the
 * rules of Go's net/http, which Huawei Cloud's own tools follow: HTTP_PROXY is not used for https, and
 * loopback is never reached through a proxy.
 * @throws CloudError if the variable holds no address
 */
export function proxyFor(url: URL, env: Environment): Proxy | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const address = either(name, env).trim();
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
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || !isProxy(url)) {
    throw settingError(
      'endpoints',
      'Proxy cannot be used',
      `The environment variable ${name} does not hold the address of a proxy. Write it like "http://proxy.example.com:3128", or "http://user:password@proxy.example.com:3128" with special characters percent-encoded.`,
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

/** A password with a special character that is not encoded ends up behind the host, in part or as a whole. */
function isProxy({ protocol, hostname, pathname, search, hash }: URL): boolean {
  return (
    /^(https?|socks5h?):$/.test(protocol) &&
    hostname !== '' &&
    !`${pathname}${search}${hash}`.includes('@')
  );
}

function userOf({ username, password }: URL): Proxy['user'] {
  if (username === '' && password === '') return undefined;
  const user = { name: percentDecoded(username), password: percentDecoded(password) };
  keepSecret(user.password, password);
  return user;
}

/** Anything but a percent escape stands for itself, because passwords are often pasted unencoded. */
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
