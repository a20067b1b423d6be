import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { DeployedStack } from './deployed-stack';
import { BackupDownloadLinks } from 'cdktf-huaweicloud-dds';

const folder = mkdtempSync(path.join(tmpdir(), 'dds-engine-'));
const chosen = process.env.TERRAFORM_BINARY_NAME;
let cloud: Simulator;

beforeAll(async () => {
  cloud = await startSimulator();
});
afterAll(async () => {
  if (chosen === undefined) delete process.env.TERRAFORM_BINARY_NAME;
  else process.env.TERRAFORM_BINARY_NAME = chosen;
  rmSync(folder, { recursive: true });
  await cloud.close();
});

/** Batch systems and containers limit it; V8 reserves 10 GB of it for each memory of WebAssembly. */
test('a plan needs less than 4 GB of address space in any of its processes', async () => {
  const limited = path.join(folder, 'limited-engine');
  const engine = await findEngine();
  writeFileSync(limited, `#!/bin/sh\nulimit -v 4000000\nexec ${engine} "$@"\n`, { mode: 0o755 });
  process.env.TERRAFORM_BINARY_NAME = limited;
  const { instanceId, id: backupId } = cloud.backups.single;
  const stack = await DeployedStack.of(cloud, (scope) => {
    new BackupDownloadLinks(scope, 'links', { instanceId, backupId });
  });
  try {
    expect(await stack.plan()).toMatchObject({ exitCode: 0 });
  } finally {
    stack.remove();
  }
});
