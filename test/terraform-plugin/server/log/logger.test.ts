import { createLogger } from '../../../../lib/terraform-plugin/server/log/logger';

type Entry = Record<string, unknown>;

function recordingLogger(env: NodeJS.ProcessEnv) {
  const lines: string[] = [];
  const log = createLogger({ module: 'dds', env, write: (line) => lines.push(line) });
  return { log, lines, entries: () => lines.map((line) => JSON.parse(line) as Entry) };
}

const everything = { TF_LOG: 'TRACE' };

test('a line is one JSON object as hclog writes it, with microseconds', () => {
  const { log, lines, entries } = recordingLogger(everything);
  log.warn('careful', { attempt: 2, size: 2n ** 63n });
  expect(lines).toEqual([expect.stringMatching(/^\{.*\}\n$/)]);
  expect(entries()).toEqual([
    {
      '@level': 'warn',
      '@message': 'careful',
      '@module': 'dds',
      '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string,
      attempt: 2,
      size: '9223372036854775808',
    },
  ]);
});

test('a large number is written as a text, since the engine would print it with an exponent', () => {
  const { log, entries } = recordingLogger(everything);
  log.info('downloading', { bytes: 1_000_000, of: { all: -3_221_225_472 }, files: 999_999 });
  expect(entries()).toMatchObject([
    { bytes: '1000000', of: { all: '-3221225472' }, files: 999_999 },
  ]);
});

test.each<[string, NodeJS.ProcessEnv, string[]]>([
  ['nothing is set', {}, []],
  ['TF_LOG is off', { TF_LOG: 'off' }, []],
  ['TF_LOG is empty', { TF_LOG: '' }, []],
  ['TF_LOG is error', { TF_LOG: 'error' }, ['error']],
  ['TF_LOG is INFO', { TF_LOG: 'INFO' }, ['info', 'warn', 'error']],
  ['TF_LOG is TRACE', { TF_LOG: 'TRACE' }, ['trace', 'debug', 'info', 'warn', 'error']],
  ['TF_LOG is JSON', { TF_LOG: 'JSON' }, ['trace', 'debug', 'info', 'warn', 'error']],
  ['TF_LOG_PROVIDER is stricter', { TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'WARN' }, ['warn', 'error']],
  ['TF_LOG_PROVIDER is off', { TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'OFF' }, []],
  ['only TF_LOG_PROVIDER is set', { TF_LOG_PROVIDER: 'error' }, ['error']],
])('when %s, the right levels are written', (_when, env, written) => {
  const { log, entries } = recordingLogger(env);
  const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
  for (const level of levels) log[level]('x');
  expect(entries().map((entry) => entry['@level'])).toEqual(written);
  expect(levels.filter((level) => log.writes(level))).toEqual(written);
});

test('fields cannot replace those that the engine reads as strings', () => {
  const { log, entries } = recordingLogger(everything);
  log.info('text', { '@message': 1, '@level': null, '@timestamp': {} });
  expect(entries()).toEqual([
    expect.objectContaining({
      '@message': 'text',
      '@level': 'info',
      '@timestamp': expect.any(String) as string,
    }),
  ]);
});

test('an error in a field is written without its stack', () => {
  const { log, entries } = recordingLogger(everything);
  log.error('failed', { failure: new Error('why') });
  expect(entries()).toEqual([expect.objectContaining({ failure: 'Error: why' })]);
});

test.each<[string, string, Entry]>([
  ['a long message', '\u0000'.repeat(100_000), {}],
  ['a long field', 'x', { field: '\u0000'.repeat(100_000) }],
  [
    'many fields',
    'x',
    Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i, 'é'.repeat(9000)])),
  ],
])('%s is shortened to what the engine reads as one line', (_what, message, fields) => {
  const { log, lines, entries } = recordingLogger(everything);
  log.info(message, fields);
  expect(Buffer.byteLength(lines.join(''))).toBeLessThan(64 * 1024);
  expect(entries()).toHaveLength(1);
});

const cycle: Entry = {};
cycle.self = cycle;
const broken = {
  get field(): string {
    throw new Error('not now');
  },
};

test.each<[string, Entry, string]>([
  ['hold themselves', cycle, 'left out: they have no JSON form'],
  ['cannot be read', broken, 'left out: they have no JSON form'],
  ['are too many', { text: Array(50).fill('é'.repeat(9000)) }, 'left out: too long'],
])('a message is written even if its fields %s', (_, fields, reason) => {
  const { log, entries } = recordingLogger(everything);
  log.info('still here', fields);
  expect(entries()).toEqual([
    expect.objectContaining({ '@message': 'still here', fields: reason }),
  ]);
});

test('nothing in a line can steer the terminal on which the engine prints it', () => {
  const { log, entries } = recordingLogger(everything);
  const evil = 'a\r\n\u001b[2J\u009b\u202eb';
  log.info(evil, { text: evil, inner: { [evil]: [evil] }, error: new Error(`\u001b[1m${evil}`) });
  const shown = 'a\\r\\n\\u001b[2J\\u009b\\u202eb';
  expect(entries()).toEqual([
    expect.objectContaining({
      '@message': shown,
      text: shown,
      inner: { [shown]: [shown] },
      error: 'Error: \\u001b[1ma\\r',
    }),
  ]);
});

test('lines that nobody reads are left out, which is mentioned to whoever reads again', () => {
  const written: string[] = [];
  const stderr = { writableLength: 0, write: (line: string) => written.push(line) };
  const spy = jest.spyOn(process, 'stderr', 'get').mockReturnValue(stderr as never);
  const log = createLogger({ module: 'dds', env: { TF_LOG: 'TRACE' } });
  spy.mockRestore();
  const messages = () => written.splice(0).map((line) => JSON.parse(line) as object);
  log.info('one');
  stderr.writableLength = 10_000_000;
  log.info('two');
  log.info('three');
  expect(messages()).toMatchObject([{ '@message': 'one' }]);
  stderr.writableLength = 0;
  log.info('four');
  log.info('five');
  expect(messages()).toMatchObject([
    { '@level': 'warn', '@message': 'lines were left out, as nobody read them', lines: 2 },
    { '@message': 'four' },
    { '@message': 'five' },
  ]);
});
