// Requests that no engine should send: the answer says so, and does not blame the provider.
import { encode } from '../../../lib/terraform-plugin/cty/msgpack';
import { Engine } from '../../../lib/terraform-plugin/testing';
import { type Rpc, text } from '../../../lib/terraform-plugin/testing/engine';
import { sampleProvider } from './sample-provider';
import { note } from './sample-resource';

const MISSING =
  'error: Unreadable request; The engine sent no object where there must be one. This is a bug in Terraform or OpenTofu: use another version.';

test.each([
  'readResource',
  'planResourceChange',
  'applyResourceChange',
] as const satisfies readonly Rpc[])('%s without an object', async (rpc) => {
  const { call } = await note();
  const { diagnostics } = await call(rpc, { typeName: 'sample_note' });
  expect(diagnostics.map(text)).toEqual([MISSING]);
});

test('a plan without a configuration', async () => {
  const { call } = await note();
  const proposedNewState = { msgpack: Uint8Array.of(0xd4, 0, 0) }; // something, if unknown
  const { diagnostics } = await call('planResourceChange', {
    typeName: 'sample_note',
    proposedNewState,
  });
  expect(diagnostics.map(text)).toEqual([MISSING]);
});

test('a data source, and the provider, without a configuration', async () => {
  const engine = new Engine(sampleProvider(), 'sample_greeting');
  expect((await engine.call('configureProvider', {})).diagnostics.map(text)).toEqual([MISSING]);
  await engine.configure();
  const { diagnostics } = await engine.call('readDataSource', { typeName: 'sample_greeting' });
  expect(diagnostics.map(text)).toEqual([MISSING]);
});

test('a configuration of another type names the place', async () => {
  const engine = new Engine(sampleProvider(), 'sample_greeting');
  await engine.configure();
  const config = { msgpack: encode({ name: true }, ['object', { name: 'bool' }]) };
  const { diagnostics } = await engine.call('readDataSource', {
    typeName: 'sample_greeting',
    config,
  });
  expect(diagnostics.map(text)).toEqual([
    "error: Unreadable request; The engine sent a value that does not fit the provider's schema (name: string expected, got bool). This is a bug in Terraform or OpenTofu: use another version.",
  ]);
});
