import { Engine } from '../../../lib/terraform-plugin/testing';
import { text } from '../../../lib/terraform-plugin/testing/engine';
import { note, noteProvider } from './sample-resource';

test('the configuration of a resource is validated', async () => {
  const resource = await note();
  expect(await resource.validate({ name: 'a', rule: [{ port: 1n }] })).toEqual([]);
  expect(await resource.validate({ name: '' })).toEqual([
    'error: Invalid value of "name"; It is empty. @ name',
  ]);
});

test('an object of another type cannot become one of a resource', async () => {
  const { call } = await note();
  const { diagnostics } = await call('moveResourceState', {
    sourceTypeName: 'other_note',
    targetTypeName: 'sample_note',
  });
  expect(diagnostics.map(text)).toEqual([
    'error: Move is not supported; The provider cannot turn an object of type other_note into one of type sample_note. Remove the moved block, and import the object.',
  ]);
});

test('a resource has no identity besides its ID', async () => {
  const { call } = await note();
  const { diagnostics } = await call('upgradeResourceIdentity', { typeName: 'sample_note' });
  expect(diagnostics.map(text)[0]).toContain('Identity is not supported');
  expect((await call('getResourceIdentitySchemas', {})).identitySchemas).toEqual({});
});

test('the resources of a provider are in its schema and in its metadata', async () => {
  const { call } = new Engine(noteProvider(), 'sample_note');
  expect(Object.keys((await call('getProviderSchema', {})).resourceSchemas)).toEqual([
    'sample_note',
  ]);
  expect((await call('getMetadata', {})).resources).toMatchObject([{ typeName: 'sample_note' }]);
});

test('nothing is done before the provider is configured', async () => {
  const { call } = new Engine(noteProvider(), 'sample_note');
  for (const rpc of ['planResourceChange', 'readResource'] as const) {
    const { diagnostics } = await call(rpc, { typeName: 'sample_note' });
    expect(diagnostics.map(text)[0]).toContain('Provider is not configured');
  }
});
