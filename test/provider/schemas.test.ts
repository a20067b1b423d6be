import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { schemas } from '../../lib/provider/schemas';
import { GetProviderSchema_Response } from '../../lib/terraform-plugin/testing/protocol/tfplugin6';
import { ProviderProcess } from '../../lib/terraform-plugin/testing/provider-process';
import { afterTest } from '../after-test';
import { providerFolder } from '../shipped/shipped-package';

test('a process that is asked for the schemas alone knows those of the sources, and loads nothing of the provider', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dds-schemas-'));
  afterTest(() => rmSync(folder, { recursive: true }));
  cpSync(providerFolder, folder, { recursive: true });
  rmSync(path.join(folder, 'calls.cjs'));
  const provider = await ProviderProcess.start(path.join(folder, 'terraform-provider-dds'), {});
  afterTest(() => provider.end());

  expect(await provider.call('getProviderSchema', {})).toEqual(
    GetProviderSchema_Response.decode(await schemas()),
  );
  for (let call = 1; call <= 2; call += 1) {
    await expect(provider.call('getMetadata', {})).rejects.toThrow('./calls.cjs');
  }
});
