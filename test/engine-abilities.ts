import { spawnSync } from 'node:child_process';

/** The first line of what the engine says about itself: `Terraform v1.11.4`. */
function engineVersion(): string {
  const { TERRAFORM_BINARY_NAME: chosen } = process.env;
  for (const name of chosen ? [chosen] : ['terraform', 'tofu']) {
    const { status, stdout } = spawnSync(name, ['version'], { encoding: 'utf8' });
    if (status === 0) return stdout.split('\n')[0] ?? '';
  }
  return ''; // whoever needs the engine says so
}

/** Terraform has ephemeral blocks since 1.10, OpenTofu since 1.11. */
const hasEphemeralBlocks = !/^Terraform v1\.\d\.|^OpenTofu v1\.(?:\d|10)\./.test(engineVersion());

export const testWithEphemeralBlocks = hasEphemeralBlocks ? test : test.skip;
export const testWithoutEphemeralBlocks = hasEphemeralBlocks ? test.skip : test;
