import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage } from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const main = path.join(__dirname, '../../lib/simulator/main.ts');

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

function simulate(...args: string[]) {
  const started = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  return started;
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it prints what to set, serves, and ends cleanly on %s',
  async (signal) => {
    const { stdout } = simulate('--link-ttl', '3s', '--region', 'eu-west-101');
    const [output] = (await once(stdout, 'data')) as [Buffer];
    const lines = output.toString();
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(lines)?.[0] ?? '';
    expect(lines).toContain(`export HW_AUTH_URL=${url}/v3`);
    expect(lines).toContain('export HW_REGION_NAME=eu-west-101');
    expect(lines).toContain('export HW_METADATA_DISABLED=true');
    expect(lines).toContain(`  --endpoint dds=${url} --endpoint iam=${url}\n`);
    expect(lines).toMatch(/^cluster +[0-9a-f]{32}in02 +[0-9a-f]{32}br02 +COMPLETED$/m);
    expect((await fetch(`${url}/simulator/requests`)).status).toBe(200);

    child?.kill(signal);
    const [code] = (await once(child!, 'exit')) as [number | null];
    expect(code).toBe(0);
  },
  30_000,
);

test('with --tls it serves HTTPS, and says which authority to trust', async () => {
  const { stdout } = simulate('--tls', '--tls-host', 'dds.example.test');
  const [output] = (await once(stdout, 'data')) as [Buffer];
  const lines = output.toString();
  const url = /https:\/\/localhost:\d+/.exec(lines)?.[0] ?? '';
  expect(lines).toContain(`export HW_AUTH_URL=${url}/v3`);
  const file = /cacert_file = "(.+)"/.exec(lines)?.[1] ?? '';
  const ca = readFileSync(file, 'utf8');
  for (const servername of ['localhost', 'dds.example.test']) {
    const request = https.get(`${url}/v3/projects`, { ca, servername, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(response.resume().statusCode).toBe(401);
  }

  child?.kill('SIGINT');
  const [code] = (await once(child!, 'exit')) as [number | null];
  expect([code, existsSync(path.dirname(file))]).toEqual([0, false]);
}, 30_000);

test.each([
  ['--link-ttl', 'soon', '--link-ttl must be a time such as 15m or 3s'],
  ['--port', '-1', '--port'],
  ['--link-uses', 'few', '--link-uses must be a whole number'],
  ['--file-size', 'large', '--file-size must be a whole number'],
  ['--metadata', 'v3', '--metadata must be one of v1, v2, v2-required, without-agency'],
  ['--colour', 'red', "Unknown option '--colour'"],
])(
  '%s %s is explained',
  async (option, value, problem) => {
    const { stderr } = simulate(option, value);
    const [errors] = await Promise.all([text(stderr), once(child!, 'exit')]);
    expect(errors).toContain(problem);
    expect(errors).toContain('Usage: npm run simulate');
    expect(errors).not.toContain('    at ');
    expect(child?.exitCode).toBe(2);
  },
  30_000,
);
