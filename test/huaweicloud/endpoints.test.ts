import { endpointOf, type Service } from '../../lib/huaweicloud/endpoints';
import { readSettings } from '../../lib/huaweicloud/settings/read-settings';
import { type GivenSettings } from '../../lib/huaweicloud/settings/settings';

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
  ['dds', 'r', { endpoints: { ddsv31: 'dds.example.com' } }, 'https://dds.example.com/'],
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

test.each(['ftp://dds.example.com', 'httpss://dds.example.com', 'ftp:/dds.example.com'])(
  '%s is not an address',
  (dds) => {
    expect(() => address('dds', 'r', { endpoints: { dds } })).toThrow(`"${dds}" is not an address`);
  },
);
