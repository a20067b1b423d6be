import { TerraformStack, Testing } from 'cdktf';
import { DdsProvider } from '../../../../lib';

function providerWith(endpoints: Record<string, string | undefined>): DdsProvider {
  const stack = new TerraformStack(Testing.app(), 'stack');
  return new DdsProvider(stack, 'dds', { endpoints: endpoints as Record<string, string> });
}

test.each([
  [{ ddss: 'a' }, 'ddss', 'dds'],
  [{ DDS: 'a' }, 'DDS', 'dds'],
  [{ imm: 'a', dds: 'b' }, 'imm', 'iam'],
  [{ identityExt: 'a' }, 'identityExt', 'identity_ext'],
  [{ ddsv3: 'a' }, 'ddsv3', 'ddsv31'],
  [{ ddss: 'a', dds: undefined }, 'ddss', 'dds'],
])('in the endpoints %j the key %s is refused for %s', (endpoints, key, meant) => {
  expect(() => providerWith(endpoints)).toThrow(
    `stack/dds: unknown prop endpoints.${key}; did you mean endpoints.${meant}?`,
  );
});

test.each([
  { dds: 'a', ddss: 'b' },
  { ddsv31: 'a', ddss: 'b' },
  { identity: 'a', imm: 'b' },
  { dns: 'a', rds: 'a', rdsv3: 'a', rdsv31: 'a' },
  { obs: 'a', 'my-own': 'a' },
  { ddss: undefined },
])('the endpoints %j are accepted', (endpoints) => {
  expect(providerWith(endpoints)).toBeInstanceOf(DdsProvider);
});
