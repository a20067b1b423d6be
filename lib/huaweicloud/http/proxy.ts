import { BlockList, isIP } from 'node:net';
import { type Environment } from '../settings/setting';
import { settingError } from './errors';

/**
 * The proxy for a request, by HTTPS_PROXY or HTTP_PROXY and NO_PROXY (also in lower case), with the
 * rules of Go's net/http, which the official provider follows: http_proxy does not serve https, and
 * loopback is never asked through a proxy.
 * @throws CloudError when the variable holds no address
 */
export function proxyFor(url: URL, env: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const address = either(name, env);
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (address === '' || isLoopback(host)) return undefined;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const isExempt = either('NO_PROXY', env)
    .split(/[,\s]+/)
    .some((rule) => matches(rule.toLowerCase(), host, port));
  return isExempt ? undefined : parseProxy(name, address);
}

function either(name: string, env: Environment): string {
  return env[name] ?? env[name.toLowerCase()] ?? '';
}

function parseProxy(name: string, address: string): URL {
  const full = /^[a-z0-9]+:\/\//i.test(address) ? address : `http://${address}`;
  if (URL.canParse(full)) {
    const url = new URL(full);
    if (/^(https?|socks5):$/.test(url.protocol) && url.hostname !== '') return url;
  }
  throw settingError(
    'endpoints',
    'Proxy cannot be used',
    `The environment variable ${name} holds no address of a proxy; write it like "http://proxy.example.com:3128".`,
  );
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
