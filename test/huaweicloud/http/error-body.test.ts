import { codeIn, readErrorBody } from '../../../lib/huaweicloud/http/error-body';

const read = (body: unknown) =>
  readErrorBody(
    body,
    JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  );

test.each([
  ['DDS', { error_code: 'DBS.1', error_msg: 'm' }, 'DBS.1', 'm'],
  ['older shape', { errCode: 'DBS.1', externalMessage: 'm' }, 'DBS.1', 'm'],
  ['plain', { code: 'C', message: 'm' }, 'C', 'm'],
  ['keystone', { error: { code: 401, message: 'm', title: 'Unauthorized' } }, '401', 'm'],
  ['nested', { a: { b: { c: { error_code: 'C', error_msg: 'm' } } } }, 'C', 'm'],
  ['nested, after others', { id: 'x', a: {}, error: { code: 'C', message: 'm' } }, 'C', 'm'],
  ['numeric', { error_code: 9007199254740993n, error_msg: 'm' }, '9007199254740993', 'm'],
  ['code alone', { error_code: 'C' }, 'C', '{"error_code":"C"}'],
])('%s', (_, body, code, message) => {
  expect(read(body)).toMatchObject({ code, message });
});

test('what is nested deeper than errors are is not looked for', () => {
  const deep = { a: { b: { c: { d: { error_code: 'C', error_msg: 'm' } } } } };
  expect(read(deep).code).toBeUndefined();
  expect(codeIn({ error: { inner: { code: 'C' } } })).toBeUndefined();
});

test('the gateway repeats the request ID in the body', () => {
  expect(read({ error_code: 'APIGW.0301', error_msg: 'm', request_id: 'id' }).requestId).toBe('id');
});

test('an encoded authorization message is found', () => {
  const body = { error_code: 'C', error_msg: 'm', encoded_authorization_message: 'xyz' };
  expect(read(body).encodedAuthorizationMessage).toBe('xyz');
  expect(read({ error: body }).encodedAuthorizationMessage).toBe('xyz');
});

test('the title of an HTML page is the message', () => {
  const page = '<html><head><title>502 Bad\n Gateway</title></head><body>…</body></html>';
  expect(readErrorBody(undefined, page)).toMatchObject({
    code: undefined,
    message: '502 Bad Gateway',
  });
});

test('a page without a title is read without its markup', () => {
  expect(readErrorBody(undefined, '<p>Go <b>away</b></p>').message).toBe('Go away');
});

test('an empty body says nothing', () => {
  expect(readErrorBody(undefined, '')).toEqual({
    code: undefined,
    message: undefined,
    requestId: undefined,
    encodedAuthorizationMessage: undefined,
  });
});

test('very long messages are not read to the end', () => {
  expect(readErrorBody(undefined, 'x'.repeat(10_000)).message).toHaveLength(4000);
});

describe('a body reports an error, whatever its status', () => {
  const files = [{ name: 'a' }];

  test.each<[object, string | undefined]>([
    [{ error_code: 'DBS.1' }, 'DBS.1'],
    [{ error_code: 'DBS.1', files }, 'DBS.1'],
    [{ errCode: 'DBS.1', externalMessage: 'm' }, 'DBS.1'],
    [{ code: 'APIGW.0308', message: 'm' }, 'APIGW.0308'],
    [{ error: { code: 403, message: 'm' } }, '403'],
    [{ error: { error_code: 'DBS.1', error_msg: 'm' } }, 'DBS.1'],
    [{ error_code: 0, error_msg: 'success', files }, undefined],
    [{ error_code: '0', error_msg: 'success', files }, undefined],
    [{ error_code: '', files }, undefined],
    [{ code: '200', message: 'OK', files }, undefined],
    [{ code: 'C', message: 'm', token: {} }, undefined],
    [{ message: 'm' }, undefined],
    [files, undefined],
  ])('%j: %s', (body, code) => {
    expect(codeIn(body)).toBe(code);
  });
});
