// Whoever pastes an error message into the search of the page finds what to do.
import { textOf } from '../documents/blocks';
import { headlinesOfErrors, textsOfConstructs, usageErrors } from './messages';

/** The messages of the page: what stands as code in the first column. */
const entries = textOf('docs/troubleshooting.md')
  .split('\n')
  .map((line) => /^\| (`.*?`) +\|/.exec(line)?.[1] ?? '')
  .flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message]) => message!));

/** Texts of the constructs that are no messages, or a part of one that is on the page. */
const noMessages = [
  /^(?:[[{]|file\.|index\(|join\(|length\(|merge\(|….*(?: == | \? ))/, // expressions of Terraform
  /^(?:provider "|\/\* )/, // the lock file
  /^(?:OBS bucket|Files of the backup,|Links to the files,)/, // descriptions of outputs
  /^a data source$/, // what an ephemeral value cannot reach
  /^(?:, or iterate|the argument of files\.|An output of BackupDownloadLinks)/,
];

/** Messages that other files than ours, or no TypeScript, bring about. */
const elsewhere = [
  ...['lib/provider/launcher.sh', 'lib/cli/launcher.cjs', 'lib/cli/output/output.ts'].map(textOf),
  textOf('lib/cli/output/unexpected-error.ts'),
  textOf('lib/cli/output/written-file.ts'),
  "error: option '--shard <i/n>' argument '5/4' is invalid.", // commander's
  "error: option '--instance <id>' argument missing",
  "error: unknown option '--foo'",
  "error: unknown command 'lst'",
  "error: too many arguments for 'download'.",
  'lookup terraform.internal on 127.0.0.53:53: no such host',
];

const headlines = distinct(headlinesOfErrors().map(({ text }) => text)).filter(
  (text) => /\w/.test(text), // "…: …" is another headline with the name of a file
);
const usage = distinct(usageErrors().map(({ text }) => text));
const texts = distinct(textsOfConstructs().map(({ text }) => text)).filter(
  (text) => !noMessages.some((pattern) => pattern.test(text)),
);

test.each(headlines)('"%s" has an entry', (headline) => {
  expect(entries).toContain(headline);
});

test.each(texts)('what a construct says has an entry: %s', (text) => {
  expect(entries.filter((entry) => isIn(entry, text))).not.toEqual([]);
});

test.each(usage)('what the command says of its arguments has an entry: %s', (text) => {
  expect(entries.filter((entry) => isIn(entry, text))).not.toEqual([]);
});

test('no entry is about a message that does not exist', () => {
  const all = [...headlines, ...texts, ...usage, ...elsewhere];
  expect(entries.filter((entry) => !all.some((text) => isIn(entry, text)))).toEqual([]);
});

test('the messages were found: those of every layer, and those put together by a function', () => {
  expect(headlines).toEqual(
    expect.arrayContaining(['No answer within …', 'Backup not found', 'Files were there already']),
  );
  expect(headlines).toEqual(expect.arrayContaining(['No region', 'Invalid shard', 'Out of time']));
  expect(texts.length).toBeGreaterThan(30);
  expect(usage.length).toBeGreaterThan(5);
});

/** Whether a message contains an entry, `…` being any text. */
function isIn(entry: string, message: string): boolean {
  const parts = entry.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('[^]*')).test(message);
}

function distinct(all: readonly string[]): string[] {
  return [...new Set(all)];
}
