import { schemas } from '../../lib/provider/schemas';
import { GetProviderSchema_Response } from '../../lib/terraform-plugin/testing/protocol/tfplugin6';
import { providerWithout } from './provider-without';

test('a process that is asked for the schemas alone knows those of the sources, and loads nothing of the provider', async () => {
  const provider = await providerWithout('calls.cjs');

  expect(await provider.call('getProviderSchema', {})).toEqual(
    GetProviderSchema_Response.decode(await schemas()),
  );
  for (let call = 1; call <= 2; call += 1) {
    await expect(provider.call('getMetadata', {})).rejects.toThrow('./calls.cjs');
  }
});
