import { type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What a broken or malicious cloud answers to one request. */
export interface HostileAnswer {
  readonly name: string;
  /** What is read. @default "links" */
  readonly kind?: 'links' | 'backups';
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: () => string | Buffer;
  /** In place of a body: writes until the connection is closed. */
  readonly write?: (response: ServerResponse) => void;
  /** The answer is unusual, but must be read. */
  readonly isFine?: boolean;
}

const MEGABYTE = 1024 * 1024;

/** Just below what is read of any answer; those that are larger are not looked at. */
const MOST = 7.9 * MEGABYTE;

/** `unit`, as often as it fits into so many bytes, between two other texts. */
const filled = (start: string, unit: string, end: string) => () =>
  start + unit.repeat(Math.floor(MOST / Buffer.byteLength(unit))) + end;

const file = (name: string) => ({
  name,
  size: 12,
  download_link: `https://obs.example.test/${name}?Expires=1&Signature=abc`,
  link_expired_time: '2099-01-31T15:04:05+0000',
});
const links = (count: number) =>
  JSON.stringify({
    bucket: 'bucket',
    files: Array.from({ length: count }, (_, index) => file(`file-${index}`)),
  });
const backup = (id: string) => ({ id, name: 'backup', begin_time: '2026-01-01 00:00:00' });
const page = (count: number, total: number) =>
  JSON.stringify({
    total_count: total,
    backups: Array.from({ length: count }, (_, index) => backup(`backup-${index}`)),
  });

const good: readonly HostileAnswer[] = [
  { name: '1,000 files', body: () => links(1000), isFine: true },
  { name: 'a body of spaces after a good one', body: () => links(1).padEnd(7 * MEGABYTE) },
  {
    name: 'headers of 100 KB',
    headers: { 'x-padding': 'x'.repeat(100_000) },
    body: () => links(1),
    isFine: true,
  },
  { name: 'headers of 1 MB', headers: { 'x-padding': 'x'.repeat(MEGABYTE) }, body: () => links(1) },
  {
    name: 'gzip that nobody asked for',
    headers: { 'content-encoding': 'gzip' },
    body: () => gzipSync(links(1)),
  },
  {
    name: 'a gzip bomb',
    headers: { 'content-encoding': 'gzip' },
    body: () => gzipSync(Buffer.alloc(200 * MEGABYTE)),
  },
];

const shapes: readonly HostileAnswer[] = [
  { name: '8 MB of {} as files', body: filled('{"files":[', '{},', '{}]}') },
  { name: '8 MB of [] as files', body: filled('{"files":[', '[],', '[]]}') },
  { name: '8 MB of numbers as files', body: filled('{"files":[', '0,', '0]}') },
  {
    name: '8 MB of good files',
    body: filled('{"bucket":"b","files":[', `${JSON.stringify(file('f'))},`, '{}]}'),
  },
  { name: '8 MB of [', body: filled('', '[', '') },
  { name: '8 MB of {"a":', body: filled('', '{"a":', '') },
  { name: '8 MB of [ in a field', body: filled('{"files":[],"new":', '[', '') },
  { name: 'a number of 8 M digits', body: filled('{"files":[{"name":"f","size":', '7', '}]}') },
  {
    name: 'a fraction of 8 M digits',
    body: filled('{"files":[{"name":"f","size":0.', '7', '}]}'),
  },
  {
    name: 'an exponent of 8 M digits',
    body: filled('{"files":[{"name":"f","size":1e', '7', '}]}'),
  },
  { name: 'a string of 8 MB as bucket', body: filled('{"files":[],"bucket":"', 'x', '"}') },
  { name: 'a string of 8 MB as name', body: filled('{"files":[{"name":"', 'x', '"}]}') },
  {
    name: 'a string of 8 MB as link',
    body: filled(
      '{"bucket":"b","files":[{"name":"f","size":1,"download_link":"https://',
      'x',
      '"}]}',
    ),
  },
  {
    name: 'a string of 8 MB as expiry',
    body: filled(
      '{"bucket":"b","files":[{"name":"f","size":1,"download_link":"https://h/","link_expired_time":"',
      '1',
      '"}]}',
    ),
  },
  { name: '8 MB of escapes in a string', body: filled('{"files":[],"bucket":"', '\\u0041', '"}') },
  { name: '8 MB of escape characters', body: filled('{"files":[],"bucket":"', '\\\\', '"}') },
  { name: 'a string without an end', body: filled('{"files":[],"bucket":"', '\\"', '') },
  {
    name: '8 MB of keys',
    body: () => `{${Array.from({ length: 600_000 }, (_, index) => `"k${index}":0`).join(',')}}`,
  },
  { name: '8 MB of one key', body: filled('{', '"k":0,', '"k":0}') },
  { name: '8 MB of spaces', body: filled('', ' ', '') },
  { name: '8 MB of bytes that are no UTF-8', body: () => Buffer.alloc(MOST, 0xff) },
];

const streams: readonly HostileAnswer[] = [
  { name: 'a body without an end', write: pour },
  { name: 'a body that drips without an end', write: drip },
  { name: 'a body of 100 MB', body: () => Buffer.alloc(100 * MEGABYTE, ' ') },
];

const pages: readonly HostileAnswer[] = [
  { name: '80,000 backups in a page', kind: 'backups', body: () => page(80_000, 80_000) },
  { name: 'full pages without an end', kind: 'backups', body: () => page(100, 1_000_000_000) },
  { name: 'empty pages of many', kind: 'backups', body: () => page(0, 1_000_000_000) },
];

const refusals: readonly HostileAnswer[] = [
  { name: "502: '<title' 40,000 times", status: 502, body: () => '<title'.repeat(40_000) },
  { name: "502: 8 MB of '<title'", status: 502, body: filled('', '<title', '') },
  { name: "502: 8 MB of '<'", status: 502, body: filled('', '<', '') },
  { name: "502: 8 MB of '<title>'", status: 502, body: filled('', '<title>', '') },
  { name: '502: a title of 8 MB', status: 502, body: filled('<title>', ' x', '</title>') },
  { name: '502: 8 MB of tags', status: 502, body: filled('<html>', '<b>', '</html>') },
  { name: '502: 8 MB of comments', status: 502, body: filled('', '<!--', '') },
  { name: '502: 8 MB of spaces', status: 502, body: filled('', ' \n', '') },
  { name: '400: 8 MB of [', status: 400, body: filled('', '[', '') },
  {
    name: '400: an error_code of 7 MB',
    status: 400,
    body: () => JSON.stringify({ error_code: 'x'.repeat(7 * MEGABYTE), error_msg: 'x' }),
  },
  {
    name: '400: an error_msg of 8 MB',
    status: 400,
    body: filled('{"error_code":"DBS.200001","error_msg":"', 'x ', '"}'),
  },
  {
    name: '400: an error_msg of escapes',
    status: 400,
    body: filled('{"error_code":"DBS.200001","error_msg":"', '\\u001b', '"}'),
  },
  {
    name: '400: an error_msg of percent signs',
    status: 400,
    body: filled('{"error_code":"DBS.200001","error_msg":"', '%', '"}'),
  },
  {
    name: '400: an error_msg of links',
    status: 400,
    body: filled('{"error_code":"DBS.200001","error_msg":"', 'https://h/?Signature=', '"}'),
  },
  {
    name: '400: a message of Keystone of 8 MB',
    status: 400,
    body: filled('{"error":{"code":400,"title":"t","message":"', 'x ', '"}}'),
  },
  {
    name: '400: a message of 8 MB in errCode',
    status: 400,
    body: filled('{"errCode":"DBS.1","externalMessage":"', 'x ', '"}'),
  },
  {
    name: '403: an encoded message of 8 MB',
    status: 403,
    body: filled(
      '{"error_code":"APIGW.0301","error_msg":"x","encoded_authorization_message":"',
      'A',
      '"}',
    ),
  },
  {
    name: '400: a request_id of 8 MB',
    status: 400,
    body: filled('{"error_code":"DBS.200001","error_msg":"x","request_id":"', 'A', '"}'),
  },
  {
    name: '400: a request ID of 100 KB in a header',
    status: 400,
    headers: { 'x-request-id': 'x'.repeat(100_000) },
  },
  {
    name: '302: a Location of 100 KB',
    status: 302,
    headers: { location: `https://h/?${'a=b&'.repeat(25_000)}` },
  },
  {
    name: '200: an error of 8 MB',
    body: filled('{"error_code":"DBS.1","error_msg":"', 'x ', '"}'),
  },
];

export const hostileAnswers = [...good, ...shapes, ...streams, ...pages, ...refusals];

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 100);
  response.once('close', () => clearInterval(timer));
}
