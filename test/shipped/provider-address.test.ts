/** A source without a host means registry.terraform.io for Terraform and registry.opentofu.org for OpenTofu: ours has one. */
import path from 'node:path';
import { App, Testing, TerraformStack } from 'cdktf';
import { ddsBackup } from '../cli/command';
import { initialized } from '../cli/engine-init';
import { scratchDirectory } from '../cli/scratch';
import { DdsProvider } from 'cdktf-huaweicloud-dds';

const HOST = 'terraform.internal/';

/** The source of the provider in a synthesized stack. */
function synthesizedSource(): string {
  const stack = new TerraformStack(new App({ outdir: scratchDirectory() }), 'stack');
  new DdsProvider(stack, 'dds', { region: 'eu-west-101' });
  const { terraform } = JSON.parse(Testing.synth(stack)) as {
    terraform: { required_providers: { dds: { source: string } } };
  };
  return terraform.required_providers.dds.source;
}

test('a stack, the installed mirror and the printed configuration have the same one, with a host', async () => {
  const source = synthesizedSource();
  expect(source).toMatch(/^terraform\.internal\/\w+\/\w+$/);
  const mirror = scratchDirectory();
  const args = ['provider', 'install', '--directory', mirror, '--json'];
  const printed = JSON.parse((await ddsBackup(args)).stdout) as Record<string, string>;
  expect(printed.source).toBe(source);
  expect(printed.configuration).toContain(`source  = "${source}"`);
});

test.each([
  ['with its host an engine finds it', '', /Installed terraform\.internal\/huaweicloud\/dds v/],
  [
    'without the host an engine looks for a provider of its own registry',
    HOST,
    /registry\.(terraform\.io|opentofu\.org)\/huaweicloud\/dds/,
  ],
])('%s', async (_, leftOut, said) => {
  const mirror = path.join(scratchDirectory(), 'mirror');
  const args = ['provider', 'install', '--directory', mirror, '--json'];
  const { configuration } = JSON.parse((await ddsBackup(args)).stdout) as { configuration: string };
  const { output } = await initialized(
    configuration.replace(`"${leftOut}`, '"'),
    `provider_installation {\n  filesystem_mirror { path = "${mirror}" }\n}\n`,
  );
  expect(output).toMatch(said);
});
