import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratchDirectory } from './scratch';

/**
 * What `terraform init` prints and locks with a configuration and a CLI configuration.
 * @param authority file with the certificate that HTTPS servers are trusted by
 */
export async function initialized(
  configuration: string,
  cliConfiguration: string,
  authority?: string,
): Promise<{ readonly output: string; readonly lock: string }> {
  const folder = scratchDirectory();
  writeFileSync(path.join(folder, 'main.tf'), configuration);
  const file = path.join(folder, 'cli.tfrc');
  writeFileSync(file, cliConfiguration);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: file,
    ...(authority !== undefined && { SSL_CERT_FILE: authority }),
  };
  const engine = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';
  const output = await new Promise<string>((resolve) => {
    execFile(engine, ['init', '-no-color'], { cwd: folder, env }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
  return { output, lock: textOf(path.join(folder, '.terraform.lock.hcl')) };
}

/** Empty if nothing was locked. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
