import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { provider, workshop } from '../fixture';
import { FixtureClient } from '../fixture-client';

test('a provider that is started for a debugger serves without an engine until it is interrupted', async () => {
  const process = workshop.start(provider, {}, 'debug');
  const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'\n$/.exec(await process.line()) ?? [];
  const printed = JSON.parse(json ?? '') as Record<string, { Addr: { String: string } }>;
  expect(printed).toEqual({
    'example.com/test/fixture': {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: process.process.pid,
      Test: true,
      Addr: { Network: 'unix', String: expect.any(String) as string },
    },
  });
  const socket = printed['example.com/test/fixture']?.Addr.String ?? '';
  for (let run = 1; run <= 2; run++) {
    const client = new FixtureClient(socket, undefined, undefined, {});
    await expect(client.callFunction('echo')).resolves.toBeDefined();
    client.close();
  }

  process.process.kill('SIGINT');

  expect(await process.ended).toEqual({ code: 0, signal: null });
  expect(existsSync(socket)).toBe(false);
});

test('a shell accepts what it prints, whatever the name of the temporary folder', async () => {
  const TMPDIR = join(workshop.folder, "'; exit 7; '");
  mkdirSync(TMPDIR);
  const process = workshop.start(provider, { TMPDIR }, 'debug');
  const script = `${await process.line()}printf %s "$TF_REATTACH_PROVIDERS"`;
  const printed = JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' })) as object;
  expect(JSON.stringify(printed)).toContain("'; exit 7; '/tfplugin-");
});
