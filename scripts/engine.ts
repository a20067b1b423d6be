import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/**
 * The Terraform or OpenTofu to run: TERRAFORM_BINARY_NAME, else `terraform`, else `tofu`.
 * Throws an error that says what to install where there is none.
 */
export async function findEngine(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const chosen = env.TERRAFORM_BINARY_NAME;
  const names = chosen ? [chosen] : ['terraform', 'tofu'];
  for (const name of names) {
    if (await isExecutable(name, env.PATH ?? '')) return name;
  }
  throw new Error(
    chosen
      ? `TERRAFORM_BINARY_NAME is "${chosen}", but there is no such program: correct it, or unset it and install Terraform (1.5 or newer) or OpenTofu.`
      : 'Neither terraform nor tofu is on the PATH: install Terraform (1.5 or newer, https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install).',
  );
}

async function isExecutable(name: string, searchPath: string): Promise<boolean> {
  const folders = name.includes(path.sep) ? [''] : searchPath.split(path.delimiter);
  for (const folder of folders) {
    try {
      await access(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      // the next folder may have it
    }
  }
  return false;
}
