import { unknown } from '../../../lib/terraform-plugin/cty/value';
import { ephemeralResource } from '../../../lib/terraform-plugin/framework/ephemeral-resource';
import { defineProvider } from '../../../lib/terraform-plugin/framework/provider';
import { Engine, silent, text } from '../../../lib/terraform-plugin/testing/engine';
import { sampleProvider } from './sample-provider';

async function configured(provider = sampleProvider()) {
  const engine = new Engine(provider, 'sample_password', silent, 'ephemeral');
  await engine.configure({ greeting: 'Hello' });
  return engine;
}

test('opening returns the value and what closing needs, and requests no renewal', async () => {
  const { result, renewAt, diagnostics, ...opened } = await (
    await configured()
  ).open({ name: 'Ann' });
  expect(diagnostics).toEqual([]);
  expect({ ...(result as object) }).toEqual({ name: 'Ann', value: 'Hello, Ann', timeouts: null });
  expect(Buffer.from(opened.private).toString()).toBe('Ann');
  expect(renewAt).toBeUndefined();
});

test('the result has the arguments as they were given, even empty ones, because engines compare them', async () => {
  const { result } = await (await configured()).open({ name: 'Ann', timeouts: { open: '' } });
  expect((result as unknown as { timeouts: object }).timeouts).toEqual({ open: '' });
});

test('closing receives what opening returned for it', async () => {
  const closed: string[] = [];
  const engine = await configured(sampleProvider(undefined, closed));
  const { diagnostics } = await engine.call('closeEphemeralResource', {
    typeName: 'sample_password',
    private: Buffer.from('Ann'),
  });
  expect([diagnostics, closed]).toEqual([[], ['Ann']]);
});

test('an opening that fails has no result, and closing still works', async () => {
  const closed: string[] = [];
  const engine = await configured(
    sampleProvider(() => Promise.reject(new RangeError('No.')), closed),
  );
  expect(await engine.open({ name: 'Ann' })).toMatchObject({
    result: undefined,
    diagnostics: ['error: Out of range; No.'],
  });
  await engine.call('closeEphemeralResource', { typeName: 'sample_password' });
  expect(closed).toEqual(['']);
});

test('opening ends when it times out', async () => {
  const engine = await configured(sampleProvider(() => new Promise(() => undefined)));
  const { diagnostics } = await engine.open({ name: 'Ann', timeouts: { open: '1ms' } });
  expect(diagnostics[0]).toContain('No answer within 1ms');
});

test('closing ends when it times out, which no configuration changes', async () => {
  jest.useFakeTimers();
  const lock = ephemeralResource('sample_lock', {
    attributes: {},
    open: () => ({ result: {} }),
    close: () => jest.advanceTimersByTimeAsync(31_000).then(() => new Promise(() => undefined)),
  });
  const engine = new Engine(
    defineProvider({ source: 'example.com/a/sample', ephemeralResources: [lock] }),
    'sample_lock',
  );
  await engine.configure({});
  const { diagnostics } = await engine.call('closeEphemeralResource', { typeName: 'sample_lock' });
  jest.useRealTimers();
  expect(diagnostics.map(text)).toEqual([
    'error: No answer within 30s; Waited 30s for "close". Try again.',
  ]);
});

test('opening reports that the configuration of the provider is not known yet', async () => {
  const engine = new Engine(sampleProvider(), 'sample_password', silent, 'ephemeral');
  await engine.configure({ greeting: unknown });
  expect((await engine.open({ name: 'Ann' })).diagnostics).toEqual([
    'error: Provider configuration is not known yet; These arguments of the provider depend on something that has not been created yet: greeting. ' +
      'Let an argument of the ephemeral resource refer to that resource, so that it is opened afterwards (Terraform opens it during the plan even if it has a depends_on), or create that resource in an earlier run.',
  ]);
});

test('a configuration that is not known yet is valid, but cannot be opened', async () => {
  const engine = await configured();
  const { diagnostics } = await engine.call(
    'validateEphemeralResourceConfig',
    engine.request({ name: unknown }),
  );
  expect(diagnostics).toEqual([]);
  expect((await engine.open({ name: unknown })).diagnostics[0]).toContain('The provider failed');
});

test('an invalid configuration is reported', async () => {
  const engine = await configured();
  const { diagnostics } = await engine.call('validateEphemeralResourceConfig', engine.request({}));
  expect(diagnostics.map(text)).toEqual(['error: Invalid value of "name"; It must be set. @ name']);
});

test('renewing returns what it received', async () => {
  const engine = await configured();
  const privateState = Buffer.from('Ann');
  const answer = await engine.call('renewEphemeralResource', {
    typeName: 'sample_password',
    private: privateState,
  });
  expect(Buffer.from(answer.private)).toEqual(privateState);
});
