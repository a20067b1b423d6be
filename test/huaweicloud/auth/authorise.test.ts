import { authorise } from '../../../lib/huaweicloud/auth/authorise';

const request = { method: 'GET', url: new URL('https://dds.example.com/v3/p/backups') } as const;
const now = new Date('2024-05-06T07:08:09Z');
const keys = { kind: 'keys', accessKey: 'AK', secretKey: 'SK' } as const;

test('a key pair signs host, date and project', () => {
  const headers = authorise(request, keys, { projectId: 'p' }, now);
  expect(headers['x-project-id']).toBe('p');
  expect(headers.authorization).toContain('SignedHeaders=host;x-project-id;x-sdk-date,');
});

test('the security token of temporary keys travels unsigned', () => {
  const headers = authorise(request, { ...keys, securityToken: 'secret' }, {}, now);
  expect(headers['x-security-token']).toBe('secret');
  expect(headers.authorization).toContain('SignedHeaders=host;x-sdk-date,');
});

test('a token is sent instead of a signature', () => {
  const headers = authorise(request, { kind: 'token', token: 'T' }, { projectId: 'p' }, now);
  expect(headers).toEqual({ 'x-auth-token': 'T' });
});
