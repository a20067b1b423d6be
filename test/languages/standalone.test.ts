/** The provider in `dist/standalone`, which contains Node.js. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { findEngine } from '../../scripts/engine';
import { afterTest } from '../after-test';
import { dist } from './app';

const mirror = path.join(dist, 'standalone');
const testOfStandalone = existsSync(mirror) ? test : test.skip;

testOfStandalone('without any program on the PATH an engine reads links through it', async () => {
  const cloud = await startSimulator();
  afterTest(() => cloud.close());
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-standalone-'));
  afterTest(() => rmSync(folder, { recursive: true }));
  const { instanceId, id } = cloud.backups.single;
  writeFileSync(
    path.join(folder, 'main.tf'),
    `terraform {
      required_providers {
        dds = { source = "terraform.internal/huaweicloud/dds" }
      }
    }
    provider "dds" {
      endpoints = { dds = "${cloud.url}", iam = "${cloud.url}" }
    }
    data "dds_backup_download_links" "it" {
      instance_id = "${instanceId}"
      backup_id   = "${id}"
    }
    output "bucket" { value = data.dds_backup_download_links.it.bucket }`,
  );
  const configuration = path.join(folder, 'cli.tfrc');
  writeFileSync(
    configuration,
    `provider_installation {
      filesystem_mirror {
        path = "${mirror}"
      }
    }`,
  );
  const engine = execFileSync('which', [await findEngine()], { encoding: 'utf8' }).trim();
  const env = {
    ...cloud.environment,
    PATH: '',
    HOME: folder,
    TF_CLI_CONFIG_FILE: configuration,
    CHECKPOINT_DISABLE: '1',
  };
  const run = async (...args: string[]) =>
    new Promise<string>((resolve, reject) => {
      execFile(engine, args, { cwd: folder, env, timeout: 120_000 }, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(stdout + stderr));
      });
    });
  await run('init', '-no-color');
  expect(await run('apply', '-no-color', '-auto-approve')).toMatch(/bucket = ".+"/);
});
