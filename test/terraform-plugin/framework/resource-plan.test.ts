import { unknown, type Value } from '../../../lib/terraform-plugin/cty/value';
import { PrivateState } from '../../../lib/terraform-plugin/framework/private-state';
import { ManagedResource } from '../../../lib/terraform-plugin/testing';
import { note, noteProvider } from './sample-resource';

const EMPTY = {
  text: 'Hello',
  label: null,
  size: null,
  tags: null,
  parts: null,
  keys: null,
  slots: null,
  rule: [],
  peer: [],
  mode: null,
  timeouts: null,
};
const nothing = new Uint8Array();

/** As it is after it was created from this configuration. */
async function created(resource: ManagedResource, config: Record<string, Value>) {
  const planned = await resource.plan(config);
  expect(planned.diagnostics).toEqual([]);
  return resource.apply(planned);
}

describe('the plan of a new object', () => {
  test('has what is configured, defaults, and leaves the rest to the provider', async () => {
    const { state, requiresReplace, diagnostics } = await (await note()).plan({ name: 'a' });
    expect(state).toEqual({ ...EMPTY, name: 'a', region: unknown, id: unknown });
    expect([requiresReplace, diagnostics]).toEqual([[], []]);
  });

  test('leaves to the provider what it chooses inside of configured objects', async () => {
    const { state } = await (
      await note()
    ).plan({
      name: 'a',
      parts: [{ word: 'x', color: null, kind: null, length: null }],
      keys: [{ key: 'k', id: null }],
      slots: { a: { word: 'x', length: null } },
    });
    expect(state).toMatchObject({
      parts: [{ word: 'x', color: null, kind: 'plain', length: unknown }],
      keys: [{ key: 'k', id: unknown }],
      slots: { a: { word: 'x', length: unknown } },
    });
  });

  test('is made while what it depends on is unknown', async () => {
    const { state, diagnostics } = await (
      await note()
    ).plan({ name: unknown, text: unknown, parts: unknown, mode: { fast: unknown } });
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({
      name: unknown,
      text: unknown,
      parts: unknown,
      mode: { fast: unknown },
    });
  });

  test('is made while the configuration of the provider is unknown, without a client', async () => {
    const clients: unknown[] = [];
    const plan = (_: unknown, { client }: { client: unknown }) => void clients.push(client);
    const provider = noteProvider({ plan: (...args) => (plan(...args), undefined) });
    const resource = await ManagedResource.of(provider, 'sample_note', { region: unknown });
    expect((await resource.plan({ name: 'a' })).diagnostics).toEqual([]);
    expect(clients).toEqual([undefined]);
  });

  test('has an empty string as it is configured, although it counts as left out', async () => {
    const seen: unknown[] = [];
    const resource = await note({
      plan: ({ config, proposed }) => {
        seen.push(config.label, config.text, config.region, proposed.text, proposed.region);
        return undefined;
      },
    });
    const { state, diagnostics } = await resource.plan({
      name: 'a',
      label: '',
      text: '',
      region: '',
    });
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({ label: '', text: '', region: '' });
    expect(seen).toEqual([null, 'Hello', null, 'Hello', null]);
  });
});

describe('the plan of an object that exists', () => {
  test('without a change is its state', async () => {
    const resource = await note();
    const config = {
      name: 'a',
      tags: { b: '1' },
      parts: [{ word: 'x', color: null, kind: null, length: null }],
      rule: [{ port: 1n, remark: '' }],
    };
    const now = await created(resource, config);
    const proposed = { ...config, parts: [{ word: 'x', color: null, kind: null, length: 1n }] };
    const { state, requiresReplace } = await resource.plan(proposed, now);
    expect(state).toEqual(now.state);
    expect(requiresReplace).toEqual([]);
  });

  test('keeps what the provider has chosen, and goes back to defaults', async () => {
    const resource = await note();
    const now = await created(resource, { name: 'a', text: 'Bye' });
    const { state } = await resource.plan({ name: 'a', label: 'new' }, now);
    expect(state).toMatchObject({ text: 'Hello', label: 'new', region: 'r1', id: 'id-1' });
  });

  test('leaves to the provider what it chooses in an object that is new inside of it', async () => {
    const resource = await note();
    const part = { word: 'x', color: null, kind: null, length: null };
    const now = await created(resource, {
      name: 'a',
      parts: [part],
      keys: [{ key: 'k', id: null }],
    });
    const { state } = await resource.plan(
      {
        name: 'a',
        parts: [{ ...part, length: 1n }, part],
        keys: [
          { key: 'k', id: 'id of k' },
          { key: 'l', id: null },
        ],
      },
      now,
    );
    expect(state).toMatchObject({
      parts: [{ length: 1n }, { length: unknown }],
      keys: [{ id: 'id of k' }, { id: unknown }],
    });
  });
});

describe('an empty string in the plan of an object that exists', () => {
  test('keeps what the provider has chosen, as if it were left out', async () => {
    const resource = await note({ update: undefined as never });
    const now = await created(resource, { name: 'a' });
    const { state, requiresReplace } = await resource.plan({ name: 'a', region: '' }, now);
    expect([state, requiresReplace]).toEqual([now.state, []]);
  });

  test('may also be left out later', async () => {
    const resource = await note({ update: undefined as never });
    const now = await created(resource, { name: 'a', region: '', label: '', text: '' });
    const { requiresReplace, diagnostics } = await resource.plan({ name: 'a' }, now);
    expect([requiresReplace, diagnostics]).toEqual([[], []]);
  });

  test('is what is planned while the provider is about to choose another value', async () => {
    const resource = await note({
      plan: ({ prior }) => prior && { planned: { region: unknown } },
    });
    const now = await created(resource, { name: 'a' });
    const { state, diagnostics } = await resource.plan({ name: 'a', region: '' }, now);
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({ region: '' });
  });

  test('is the choice of the provider in the object that replaces it', async () => {
    const resource = await note();
    const now = await created(resource, { name: 'a' });
    const config = { name: 'b', region: '' };
    const { state, requiresReplace } = await resource.plan(config, now);
    expect([state, requiresReplace]).toMatchObject([{ region: 'r1' }, ['name']]);
    expect((await resource.plan(config)).state).toMatchObject({ region: '' });
  });
});

describe('the plan of an object whose elements change', () => {
  test('knows those of a map by their keys', async () => {
    const resource = await note();
    const slot = { word: 'x', length: null };
    const now = await created(resource, { name: 'a', slots: { a: slot } });
    const proposed = { b: slot, a: { word: 'x', length: 1n } };
    const { state } = await resource.plan({ name: 'a', slots: proposed }, now);
    expect(state).toMatchObject({
      slots: { a: { word: 'x', length: 1n }, b: { word: 'x', length: unknown } },
    });
  });

  test('takes one that is new in a set for no other, wherever it stands', async () => {
    const resource = await note();
    const now = await created(resource, { name: 'a', keys: [{ key: 'k', id: null }] });
    const keys = [
      { key: 'j', id: null },
      { key: 'k', id: 'id of k' },
    ];
    const { state } = await resource.plan({ name: 'a', keys }, now);
    expect(state).toMatchObject({ keys: [{ key: 'j', id: unknown }, keys[1]] });
  });
});

describe('a new object is needed', () => {
  test.each([
    ['because of an attribute that says so', { name: 'b' }, ['name']],
    ['while such an attribute is unknown', { name: unknown }, ['name']],
    ['because of an attribute that says so of this change', { size: 1n }, ['size']],
    ['because of an attribute inside', { parts: [part('x', 'red')] }, ['parts.0.color']],
    ['because of an element that has gone', { parts: [] }, ['parts.0.color']],
    ['because of an attribute inside of a set', { peer: [{ host: 'h', zone: 'other' }] }, ['peer']],
  ])('%s', async (_, change, paths) => {
    const resource = await note();
    const peer = [{ host: 'h', zone: 'z' }];
    const config = { name: 'a', size: 2n, parts: [part('x', 'blue')], peer };
    const now = await created(resource, config);
    const { requiresReplace } = await resource.plan({ ...config, ...change }, now);
    expect(requiresReplace).toEqual(paths);
  });

  test.each([
    ['for another change', { label: 'new' }],
    ['for a change of which the attribute says no', { size: 3n }],
    ['for other attributes inside', { parts: [part('y', 'blue')] }],
    ['for a set without such attributes', { keys: [{ key: 'k', id: null }] }],
  ])('but not %s', async (_, change) => {
    const resource = await note();
    const config = { name: 'a', size: 2n, parts: [part('x', 'blue')] };
    const now = await created(resource, config);
    const { requiresReplace } = await resource.plan({ ...config, ...change }, now);
    expect(requiresReplace).toEqual([]);
  });

  test('for every change of a resource without update, except that of its timeouts', async () => {
    const resource = await note({ update: undefined as never });
    const now = await created(resource, { name: 'a' });
    const changed = await resource.plan(
      { name: 'a', label: 'new', mode: { fast: true }, timeouts: { create: '1m' } },
      now,
    );
    expect(changed.requiresReplace).toEqual(['label', 'mode']);
    const untouched = await resource.plan({ name: 'a', timeouts: { create: '1m' } }, now);
    expect(untouched.requiresReplace).toEqual([]);
  });

  function part(word: string, color: string) {
    return { word, color, kind: null, length: null };
  }
});

describe('a resource adds to its plan', () => {
  test('values, known and unknown, warnings and private state', async () => {
    const resource = await note({
      plan: ({ prior }, { private: kept }) => {
        kept.set({ was: prior?.id ?? 'new' });
        const warnings = [{ summary: 'Careful', detail: 'It is slow.' }];
        return { planned: { id: unknown, region: 'far' }, warnings };
      },
    });
    const planned = await resource.plan({ name: 'a' });
    expect(planned.state).toMatchObject({ id: unknown, region: 'far' });
    expect(planned.diagnostics).toEqual(['warning: Careful; It is slow.']);
    expect(PrivateState.parse(planned.private).get()).toEqual({ was: 'new' });
  });

  test('that an object is replaced because of an attribute that changes', async () => {
    const resource = await note({
      plan: ({ prior }) =>
        prior && { planned: { region: unknown }, requiresReplace: ['region', 'name'] },
    });
    const now = await created(resource, { name: 'a' });
    expect((await resource.plan({ name: 'b' }, now)).requiresReplace).toEqual(
      expect.arrayContaining(['region', 'name']),
    );
  });

  test('that a configured value means the same as the one in the state', async () => {
    const resource = await note({
      plan: ({ prior }) => prior && { planned: { label: prior.label } },
    });
    const now = await created(resource, { name: 'a', label: 'A' });
    const { state, diagnostics } = await resource.plan({ name: 'a', label: 'a' }, now);
    expect(diagnostics).toEqual([]);
    expect(state).toEqual(now.state);
  });

  test('warnings of what is deleted', async () => {
    const resource = await note({
      planDelete: ({ name }) => [{ summary: `${name} stays`, detail: 'On disk.' }],
    });
    const now = await created(resource, { name: 'a' });
    expect(await resource.plan(null, now)).toEqual({
      state: null,
      private: nothing,
      requiresReplace: [],
      diagnostics: ['warning: a stays; On disk.'],
    });
  });

  test('and what it cannot plan is an error', async () => {
    const resource = await note({
      plan: () => {
        throw new RangeError('There is no such part.');
      },
    });
    const { state, diagnostics } = await resource.plan({ name: 'a' });
    expect([state, diagnostics]).toEqual([null, ['error: Out of range; There is no such part.']]);
  });
});

describe('a plan that an engine would refuse is reported with the attribute and the rule', () => {
  const NAMED = 'This is a bug in the provider: "plan" of sample_note returned a wrong';
  test.each<[string, object, string]>([
    [
      'a configured value that is another',
      { name: 'b' },
      '"name": the configuration gives it another value',
    ],
    [
      'a configured value that is unknown',
      { name: unknown },
      '"name": the configuration gives it another value',
    ],
    ['a value of what is left out', { label: 'x' }, '"label": the configuration leaves it out'],
    ['a value of another type', { id: 7n }, '"id": string expected, got bigint'],
    ['an attribute that there is not', { other: null }, '"other": no such attribute'],
    ['a missing value', { id: undefined }, '"id": value is missing'],
    [
      'another number of elements',
      { parts: [] },
      '"parts": it does not have as many elements as in the configuration',
    ],
    ['no elements', { parts: null }, '"parts": the configuration gives it another value'],
    [
      'an element that is another',
      { parts: [{ word: 'y', color: null, kind: 'plain', length: unknown }] },
      '"parts[0].word": the configuration gives it another value',
    ],
    [
      'an element of a set that is another',
      { keys: [{ key: 'l', id: unknown }] },
      '"keys": an element of it is not in the configuration',
    ],
    ['another tag', { tags: { b: '2' } }, '"tags": the configuration gives it another value'],
  ])('%s', async (_, planned, rule) => {
    const resource = await note({ plan: () => ({ planned }) });
    const { state, diagnostics } = await resource.plan({
      name: 'a',
      parts: [{ word: 'x', color: null, kind: null, length: null }],
      keys: [{ key: 'k', id: null }],
      tags: { b: '1' },
    });
    expect(state).toBeNull();
    expect(diagnostics[0]).toContain(`error: The provider failed; ${NAMED} ${rule}. Report it`);
  });

  test('a value of the state that is no longer configured', async () => {
    const resource = await note({
      plan: ({ prior }) => prior && { planned: { label: prior.label } },
    });
    const now = await created(resource, { name: 'a', label: 'old' });
    expect((await resource.plan({ name: 'a' }, now)).diagnostics[0]).toContain(
      `${NAMED} "label": the configuration leaves it out`,
    );
  });

  test('a new object because of an attribute that does not change', async () => {
    const resource = await note({ plan: () => ({ requiresReplace: ['region'] }) });
    const planned = await resource.plan({ name: 'a' });
    const now = await resource.apply(planned);
    expect((await resource.plan({ name: 'a' }, now)).diagnostics[0]).toContain(
      `${NAMED} result: it asks for a new object because of "region", which does not change`,
    );
  });
});

test('planning ends when the engine gives up', async () => {
  const resource = await note({ plan: () => new Promise(() => undefined) });
  const { diagnostics } = await resource.plan({ name: 'a', timeouts: { read: '1ms' } });
  expect(diagnostics[0]).toContain('No answer within 1ms');
});
