import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator } from '../../lib/simulator/simulator';
import { library } from '../../test/shipped/shipped-package';
import { findEngine } from '../engine';
import { builtGoPackage, ranGo } from './go-package';
import { NotRun, type Suite } from './suite';

/** Minutes: all tests take one on an idle machine. */
const LONGEST_RUN = 12;

/** Acceptance tests on hashicorp/terraform-plugin-testing, with a real engine. */
export const pluginTesting: Suite = {
  name: 'plugin-testing',
  async run({ signal }) {
    const engine = await terraformOnPath();
    const tests = builtGoPackage('./plugin-testing', { tests: true });
    const folder = mkdtempSync(path.join(tmpdir(), 'dds-foreign-'));
    const cloud = await startSimulator({ fileBytes: 10_000 });
    try {
      const { id, instanceId, files } = cloud.backups.cluster;
      const provider = { ...installedTo(folder), endpoints: cloud.endpoints };
      const fileNames = files.map(({ name }) => name).sort();
      const settings = { ...provider, instanceId, backupId: id, fileNames };
      const { output, succeeded } = await ranGo(
        tests,
        ['-test.v', `-test.timeout=${LONGEST_RUN}m`],
        {
          env: {
            ...environment(folder, engine),
            ...cloud.environment,
            DDS_TEST_SETTINGS: JSON.stringify(settings),
          },
          timeout: (LONGEST_RUN + 1) * 60_000,
          signal,
        },
      );
      console.log(output);
      const passed = output.match(/^--- PASS/gm)?.length ?? 0;
      const skipped = output.match(/^--- SKIP/gm)?.length ?? 0;
      if (!succeeded || passed === 0) throw new Error('tests failed, see above');
      return `${passed} tests passed, ${skipped} skipped`;
    } finally {
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Terraform: the library knows no other engine. */
async function terraformOnPath(): Promise<string> {
  const { TERRAFORM_BINARY_NAME = 'terraform' } = process.env;
  const name = await findEngine({ ...process.env, TERRAFORM_BINARY_NAME }).catch(() => {
    throw new NotRun(`there is no ${TERRAFORM_BINARY_NAME}`);
  });
  return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
}

/** Installs the provider as a user of plain Terraform does, and lets engines find it nowhere else. */
function installedTo(folder: string): { source: string; version: string } {
  const command = path.join(library, 'build/cli/dds-backup.cjs');
  const args = [command, 'provider', 'install', '--directory', path.join(folder, 'mirror')];
  const printed = execFileSync(process.execPath, [...args, '--json', '--quiet'], {
    encoding: 'utf8',
  });
  const { source, version } = JSON.parse(printed) as { source: string; version: string };
  const mirror = `filesystem_mirror {\n path = ${JSON.stringify(path.join(folder, 'mirror'))}\n }`;
  writeFileSync(path.join(folder, 'cli.tfrc'), `provider_installation {\n ${mirror}\n}\n`);
  return { source, version };
}

function environment(folder: string, engine: string): Record<string, string> {
  return {
    CHECKPOINT_DISABLE: '1',
    TF_ACC: '1',
    TF_ACC_TEMP_DIR: folder,
    TF_ACC_TERRAFORM_PATH: engine,
    TF_CLI_CONFIG_FILE: path.join(folder, 'cli.tfrc'),
  };
}
