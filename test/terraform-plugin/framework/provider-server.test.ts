import { type Value } from '../../../lib/terraform-plugin/cty/value';
import { Engine, silent, text } from '../../../lib/terraform-plugin/testing/engine';
import { blockOf, dynamic } from '../../../lib/terraform-plugin/testing/schema-values';
import { sampleProvider } from './sample-provider';

async function configured(read?: Parameters<typeof sampleProvider>[0], logger = silent) {
  const engine = new Engine(sampleProvider(read), 'sample_greeting', logger);
  await engine.configure({ greeting: 'Hello' });
  return engine;
}

describe('reading a data source', () => {
  test('the state has every attribute', async () => {
    const engine = new Engine(sampleProvider(), 'sample_greeting');
    await engine.configure({ greeting: 'Hi' });
    const { state, diagnostics } = await engine.read({ name: 'Ann', loudness: 2n ** 60n });
    expect(diagnostics).toEqual([]);
    expect({ ...(state as object) }).toEqual({
      name: 'Ann',
      title: null,
      nickname: null,
      pause: null,
      loudness: 2n ** 60n,
      language: 'en',
      text: 'Hi, Ann',
      parts: [
        { word: 'Hi,', length: 3n },
        { word: 'Ann', length: 3n },
      ],
      timeouts: null,
    });
  });

  test('the state has the timeouts as they were set', async () => {
    const engine = await configured();
    const { state } = await engine.read({ name: 'Ann', timeouts: { read: '5s' } });
    expect(state).toHaveProperty('timeouts.read', '5s');
  });
});

test('a configuration of the provider that cannot be used is refused when it is validated', async () => {
  const engine = new Engine(sampleProvider(), 'sample_greeting');
  const { provider } = await engine.call('getProviderSchema', {});
  const validated = async (values: Record<string, Value>) => {
    const config = dynamic(blockOf(provider), values);
    return (await engine.call('validateProviderConfig', { config })).diagnostics.map(text);
  };
  expect(await validated({ password: 'long enough' })).toEqual([]);
  expect(await validated({ password: 'x' })).toEqual([
    'error: Invalid value of "password"; It is too short.',
  ]);
});

describe('what the provider does not have', () => {
  test.each([
    'readDataSource',
    'validateDataResourceConfig',
    'validateEphemeralResourceConfig',
    'openEphemeralResource',
    'renewEphemeralResource',
    'closeEphemeralResource',
    'validateResourceConfig',
    'upgradeResourceState',
    'upgradeResourceIdentity',
    'readResource',
    'planResourceChange',
    'applyResourceChange',
    'importResourceState',
  ] as const)('%s reports a type that does not exist', async (rpc) => {
    const engine = await configured();
    const { diagnostics } = await engine.call(rpc, { typeName: 'sample_other' });
    expect(diagnostics.map(text)).toEqual([
      'error: Unknown type; This version of the provider has no "sample_other". Correct the name, or use a newer version.',
    ]);
  });

  test('moveResourceState reports a type that does not exist', async () => {
    const { diagnostics } = await (
      await configured()
    ).call('moveResourceState', { targetTypeName: 'sample_other' });
    expect(diagnostics.map(text)[0]).toContain('sample_other');
  });

  test('callFunction reports a function that does not exist', async () => {
    const { error } = await (await configured()).call('callFunction', { name: 'shout' });
    expect(error?.text).toBe('The provider has no function "shout".');
  });

  test('there are no functions and no resource identities', async () => {
    const engine = await configured();
    expect((await engine.call('getFunctions', {})).functions).toEqual({});
    expect((await engine.call('getResourceIdentitySchemas', {})).identitySchemas).toEqual({});
  });
});

test('an engine may skip the schema, and gets it if it asks for it', async () => {
  const engine = new Engine(sampleProvider(), 'sample_greeting');
  const { serverCapabilities, dataSourceSchemas, provider } = await engine.call(
    'getProviderSchema',
    {},
  );
  expect(serverCapabilities).toMatchObject({ getProviderSchemaOptional: true, planDestroy: true });
  expect(provider?.block?.attributes.map(({ name }) => name)).toContain('greeting');
  expect(Object.keys(dataSourceSchemas)).toEqual(['sample_greeting']);
  expect((await engine.call('getMetadata', {})).dataSources).toMatchObject([
    { typeName: 'sample_greeting' },
  ]);
});
