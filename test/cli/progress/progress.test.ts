import path from 'node:path';
import { scratchDirectory } from '../scratch';
import { screenOf } from '../screen';
import { type Simulated, simulated } from '../simulated';

let dds: Simulated;
beforeEach(async () => {
  dds = await simulated();
  // Slow enough for several states to be seen.
  dds.cloud.inject({
    action: 'GetObject',
    times: 100,
    fault: ({ range }) =>
      range === 'bytes=0-0' ? undefined : { kind: 'drip', bytes: 256 * 1024, milliseconds: 300 },
  });
});

function download(...args: string[]): string[] {
  const { id, instanceId } = dds.cloud.backups.cluster;
  return ['download', id, '--instance', instanceId, ...args];
}

/** What a terminal of so many columns gets. */
async function onTerminal(columns: number, args: readonly string[], env = {}) {
  return (await dds.onTerminal(args, { columns, env })).stdout;
}

/** The lines without what moves the cursor. */
function linesOf(output: string): string[] {
  return output.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '\n').split(/[\r\n]+/);
}

test.each([20, 30, 40, 80])(
  'on a terminal of %i columns each file and the whole have a line that fits, until all is complete',
  async (columns) => {
    const output = await onTerminal(columns, download());
    const states = linesOf(output).filter((line) => / {2}\d+%/.test(line));
    for (const end of ['of 3 files', 'nfig.tar.lz4', 'd_1.tar.lz4', 'd_2.tar.lz4']) {
      const shown = end.slice(columns < 30 ? -3 : -7);
      expect(states.some((line) => line.includes(shown))).toBe(true);
    }
    expect(Math.max(...states.map((line) => line.length))).toBeLessThan(columns);
    const left = screenOf(output, columns).join('');
    for (const { name } of dds.cloud.backups.cluster.files) {
      expect(left).toContain(`${name}: complete, 1.0 MB.`);
    }
    expect(left).not.toContain('%');
  },
);

test('the whole is counted in words, also if it is one file', async () => {
  const [config] = dds.cloud.backups.cluster.files;
  const output = await onTerminal(80, download('--file', config!.name));
  expect(output).toMatch(/0 of 1 file\b/);
});

test('without a terminal there are plain lines and no escape sequences', async () => {
  const { stderr } = await dds.run(download(), { cwd: scratchDirectory() });
  expect(stderr).not.toContain('\u001b');
  expect(stderr.match(/: complete, 1\.0 MB\.$/gm)).toHaveLength(3);
});

test.each([
  ['TERM=dumb', [], { TERM: 'dumb' }],
  ['--quiet', ['--quiet'], {}],
])('with %s a terminal gets no escape sequences either', async (_, args, env) => {
  expect(await onTerminal(80, download(...args), env)).not.toContain('\u001b');
});

test.each([
  ['NO_COLOR', [], { NO_COLOR: '1' }],
  ['--no-color', ['--no-color'], {}],
])('with %s an error has no color', async (_, args, env) => {
  const red = /\u001b\[31m/;
  const wrong = download('--directory', path.join('/dev/null', 'x'));
  expect(await onTerminal(80, wrong)).toMatch(red);
  const output = await onTerminal(80, [...wrong, ...args], env);
  expect(output).toContain('error: ');
  expect(output).not.toMatch(red);
});

test('a failure and a notice stay above the bars', async () => {
  dds.cloud.clearFaults();
  dds.cloud.inject({
    action: 'GetObject',
    path: /shard_1/,
    times: 100,
    fault: { kind: 'answer', status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' },
  });
  const output = await onTerminal(40, download());
  expect(output).toMatch(/error:.* \S+_shard_1\.tar\.lz4: /);
  expect(output).toContain('1 of 3 files failed; 2 are complete');
});
