import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProviderProcess } from '../../lib/terraform-plugin/testing/provider-process';
import { afterTest } from '../after-test';
import { providerFolder } from '../shipped/shipped-package';

/** Starts the packed provider without one of its files, until the test ends: what it does then needs none of that file. */
export async function providerWithout(file: string): Promise<ProviderProcess> {
  const executable = path.join(folderWithout(file), 'terraform-provider-dds');
  const provider = await ProviderProcess.start(executable, {});
  afterTest(() => provider.end());
  return provider;
}

/** The packed provider without one of its files, until the test ends. */
export function folderWithout(file: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-incomplete-'));
  afterTest(() => rmSync(folder, { recursive: true }));
  cpSync(providerFolder, folder, { recursive: true });
  rmSync(path.join(folder, file));
  return folder;
}
