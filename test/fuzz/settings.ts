import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { CloudError } from '../../lib/huaweicloud/errors/cloud-error';
import { readProfile } from '../../lib/huaweicloud/settings/koocli-profile';
import { proxyFor } from '../../lib/huaweicloud/settings/proxy';
import { always } from './property';

const key = fc.constantFrom(
  ...['name', 'mode', 'accessKeyId', 'secretAccessKey', 'securityToken', 'region', 'projectId'],
  ...['domainId', 'agencyName', 'agencyDomainName', 'ssoAuth', 'stsToken', '__proto__'],
);
const word = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('SSO', 'AKSK', 'default', '', 'AKONE'),
);
const profile = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.oneof(word, fc.constant(null), fc.integer()),
    fc
      .array(fc.tuple(key, tie('any')), { maxLength: 8 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).any;
const config = fc.oneof(
  fc
    .record({
      current: fc.oneof(word, fc.constant(undefined)),
      profiles: fc.oneof(fc.array(profile), profile),
    })
    .map((value) => JSON.stringify(value)),
  fc.string(),
);

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const proxy = { HTTPS_PROXY: 'http://proxy.example:3128' };

function isExempt(url: string, rules: string): boolean {
  return proxyFor(new URL(url), { ...proxy, NO_PROXY: rules }) === undefined;
}

export const settings = [
  always(
    'any configuration of KooCLI is settings or an error that can be shown',
    [config],
    async (text) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'koocli-'));
      try {
        const file = path.join(folder, 'config.json');
        writeFileSync(file, text);
        const read = await readProfile({ file, name: undefined }, {});
        for (const value of Object.values(read.settings)) assert.notEqual(value, '');
      } catch (error) {
        assert.ok(error instanceof CloudError, String(error));
        assert.doesNotMatch(error.detail.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  ),

  always(
    'a proxy is an address or an error without its password',
    [
      fc.string(),
      fc.string(),
      domain,
      fc.constantFrom('http', 'https', 'socks5', 'socks5h', 'ftp'),
    ],
    (name, password, host, scheme) => {
      const address = `${scheme}://${encodeURIComponent(name)}:${encodeURIComponent(password)}@${host}:3128`;
      try {
        const chosen = proxyFor(new URL('https://dds.example.com'), { HTTPS_PROXY: address });
        assert.equal(chosen?.url.host, `${host}:3128`);
        assert.deepEqual(chosen.user, name + password === '' ? undefined : { name, password });
        assert.equal(chosen.url.username + chosen.url.password, '');
      } catch (error) {
        assert.ok(error instanceof CloudError, String(error));
        assert.equal(scheme, 'ftp');
      }
    },
  ),

  always(
    'any text as the address of a proxy is an address or an error',
    [fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), fc.string()],
    (address, rules) => {
      try {
        proxyFor(new URL('https://dds.example.com'), { HTTPS_PROXY: address, NO_PROXY: rules });
      } catch (error) {
        assert.ok(error instanceof CloudError, String(error));
      }
    },
  ),

  always(
    'NO_PROXY exempts a domain and what is below it, and no other',
    [domain, domain, fc.constantFrom(',', ', ', ' ')],
    (one, other, between) => {
      const rules = [one.toUpperCase(), 'nothing.invalid'].join(between);
      assert.ok(isExempt(`https://${one}/`, rules));
      assert.ok(isExempt(`https://below.${one}/`, rules));
      assert.ok(!isExempt(`https://x${one}/`, rules));
      assert.ok(!isExempt(`https://${one}/`, `.${one}`));
      assert.ok(isExempt(`https://below.${one}/`, `.${one}`));
      assert.equal(
        isExempt(`https://${other}/`, rules),
        other === one || other.endsWith(`.${one}`),
      );
    },
  ),

  always(
    'NO_PROXY exempts the addresses of a network, and no other',
    [fc.nat(0xffff_ffff), fc.nat(0xffff_ffff), fc.nat(32)],
    (one, other, prefix) => {
      const dotted = (address: number) =>
        [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
      fc.pre(other >>> 24 !== 127);
      const size = 2 ** (32 - prefix);
      const isInside = Math.floor(one / size) === Math.floor(other / size);
      assert.equal(isExempt(`https://${dotted(other)}/`, `${dotted(one)}/${prefix}`), isInside);
    },
  ),
];
