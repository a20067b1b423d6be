import {
  endpointOf,
  type Service,
  wrongEndpointName,
} from '../../../lib/huaweicloud/settings/endpoints';
import { readSettings } from '../../../lib/huaweicloud/settings/read-settings';
import { type GivenSettings } from '../../../lib/huaweicloud/settings/settings';

function address(service: Service, region: string, settings: GivenSettings = {}): string {
  return endpointOf(service, region, readSettings(settings, {})).url.href;
}

test.each<[Service, string, GivenSettings, string]>([
  ['dds', 'cn-north-4', {}, 'https://dds.cn-north-4.myhuaweicloud.com/'],
  ['iam', 'cn-north-4', {}, 'https://iam.cn-north-4.myhuaweicloud.com/'],
  ['sts', 'cn-north-4', {}, 'https://sts.cn-north-4.myhuaweicloud.com/'],
  ['dds', 'eu-west-101', {}, 'https://dds.eu-west-101.myhuaweicloud.eu/'],
  ['iam', 'eu-west-101', {}, 'https://iam.eu-west-101.myhuaweicloud.eu/'],
  ['dds', 'eu-west-0', {}, 'https://dds.eu-west-0.myhuaweicloud.com/'],
  ['dds', 'moon-1', {}, 'https://dds.moon-1.myhuaweicloud.com/'],
  ['dds', 'eu-de', { cloud: 'otc.t-systems.com' }, 'https://dds.eu-de.otc.t-systems.com/'],
  ['dds', 'r', { endpoints: { dds: 'dds.example.com' } }, 'https://dds.example.com/'],
  ['dds', 'r', { endpoints: { dds: 'httpd.example.com' } }, 'https://httpd.example.com/'],
  ['dds', 'r', { endpoints: { dds: 'localhost:8443' } }, 'https://localhost:8443/'],
  ['dds', 'r', { endpoints: { dds: 'HTTP://dds.example.com' } }, 'http://dds.example.com/'],
  ['dds', 'r', { endpoints: { dds: 'http://[::1]:8080/base/' } }, 'http://[::1]:8080/base'],
  ['dds', 'r', { endpoints: { dds: 'localhost:80/%7e//' } }, 'https://localhost:80/%7e'],
  ['dds', 'r', { endpoints: { ddsv31: 'dds.example.com' } }, 'https://dds.example.com/'],
  ['dds', 'r', { endpoints: { dds: 'https://dds.example.com/v3/' } }, 'https://dds.example.com/'],
  [
    'dds',
    'r',
    { endpoints: { dds: 'gateway.example.com/v3/dds' } },
    'https://gateway.example.com/v3/dds',
  ],
  [
    'sts',
    'r',
    { endpoints: { sts: 'gateway.example.com/sts/v5' } },
    'https://gateway.example.com/sts',
  ],
  ['dds', 'r', { endpoints: { rds: 'rds.example.com' } }, 'https://dds.r.myhuaweicloud.com/'],
  ['iam', 'r', { authUrl: 'https://iam.example.com/v3' }, 'https://iam.example.com/'],
  ['iam', 'r', { authUrl: 'https://iam.example.com:31943/v3/' }, 'https://iam.example.com:31943/'],
  ['iam', 'r', { authUrl: 'iam.example.com' }, 'https://iam.example.com/'],
  ['iam', 'r', { endpoints: { iam: 'https://iam.example.com/v3.0/' } }, 'https://iam.example.com/'],
  [
    'iam',
    'r',
    { authUrl: 'https://login.example.com', endpoints: { iam: 'iam.example.com' } },
    'https://login.example.com/',
  ],
])('%s in %s with %j is at %s', (service, region, settings, expected) => {
  expect(address(service, region, settings)).toBe(expected);
});

test.each<[Readonly<Record<string, string | null>>, string | undefined]>([
  [{ ddss: 'a' }, 'dds'],
  [{ DDS: 'a' }, 'dds'],
  [{ 'identity-ext': 'a' }, 'identity_ext'],
  [{ imm: 'a' }, 'iam'],
  [{ ddss: 'a', dds: 'b' }, undefined],
  [{ ddss: null }, undefined],
  [{ dds: 'a', iam: 'a', sts: 'a' }, undefined],
  [{ dns: 'a', rdsv3: 'a' }, undefined],
  [{ obs: 'a', 'my-own': 'a' }, undefined],
])('in the endpoints %j a key is taken for a misspelt %s', (endpoints, meant) => {
  const [key = ''] = Object.keys(endpoints);
  expect(wrongEndpointName(endpoints)).toBe(
    meant && `"${key}" is not a service. Did you mean "${meant}"?`,
  );
});

test.each([
  ['ftp://dds.example.com', /write it like/],
  ['ftp:/dds.example.com', /write it like/],
  ['httpss://dds.example.com', /write it like/],
  ['https://', /write it like/],
  ['https://user@dds.example.com', /write it like/],
  ['https://:secret@dds.example.com', /write it like/],
  ['https://dds.example.com/?query', /write it like/],
  ['https://dds.example.com/#part', /write it like/],
  ['https://dds.example.com/%ff', /write it like/],
  ['https://dds.example.com/a b', /contains spaces/],
  ['https://dds.example.com/\u2013', /U\+2013/],
])('%j is no address', (dds, reason) => {
  expect(() => address('dds', 'r', { endpoints: { dds } })).toThrow(
    expect.objectContaining({
      setting: 'endpoints.dds',
      summary: 'Setting endpoints.dds cannot be used',
      detail: expect.stringMatching(reason) as string,
    }),
  );
});
