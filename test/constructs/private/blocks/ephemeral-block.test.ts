import { TerraformStack, Testing } from 'cdktf';
import { DdsProvider, EphemeralBackupDownloadLinks } from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

function stackWithLinks() {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  return { stack, links: new EphemeralBackupDownloadLinks(stack, 'links', ids) };
}

const synthesized = (stack: TerraformStack) => JSON.parse(Testing.synth(stack, true)) as object;

describe('the required version of the engine', () => {
  test.each([
    ['>= 1.5', '>= 1.5, >= 1.10'],
    ['~> 1.9, != 1.11.0', '~> 1.9, != 1.11.0, >= 1.10'],
    ['>= 1.11, < 2.0', '>= 1.11, < 2.0'],
    ['1.11.4', '1.11.4'],
  ])('%j becomes %j, whether it was set before or after', (given, required) => {
    const { stack } = stackWithLinks();
    stack.addOverride('terraform.required_version', given);
    expect(synthesized(stack)).toHaveProperty('terraform.required_version', required);
    expect(synthesized(stack)).toHaveProperty('terraform.required_version', required);

    const early = new TerraformStack(Testing.app(), 'stack');
    early.addOverride('terraform', { required_version: given });
    new DdsProvider(early, 'dds');
    new EphemeralBackupDownloadLinks(early, 'links', ids);
    new EphemeralBackupDownloadLinks(early, 'others', ids);
    expect(synthesized(early)).toHaveProperty('terraform.required_version', required);
  });
});

test('synthesizing HCL, in which CDKTF would silently drop the block, is rejected', () => {
  const { stack } = stackWithLinks();
  expect(() => Testing.synthHcl(stack)).toThrow(
    'stack/links/Default: CDKTF cannot write ephemeral blocks as HCL; synthesize this stack as JSON, without --hcl',
  );
});
