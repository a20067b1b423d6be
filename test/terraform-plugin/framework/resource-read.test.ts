import { unknown } from '../../../lib/terraform-plugin/cty/value';
import { ManagedResource } from '../../../lib/terraform-plugin/testing';
import { type Definition, NOTE, note, noteProvider, type NoteState } from './sample-resource';

const CONFIG = { name: 'a', label: '', region: '', rule: [{ port: 1n, remark: '' }] };

/** A note that exists, read. */
async function read(handler: Definition['read']) {
  const resource = await note({ read: handler });
  const now = await resource.apply(await resource.plan({ ...CONFIG, timeouts: { read: '50ms' } }));
  expect(now.diagnostics).toEqual([]);
  return { now, ...(await resource.read(now)) };
}

describe('an object is read', () => {
  test('and nothing has changed, also where empty strings are in its state', async () => {
    const { state, diagnostics, now } = await read((note) => ({ ...note }));
    expect([state, diagnostics]).toEqual([now.state, []]);
  });

  test('and what has changed is the new state', async () => {
    const { state } = await read((note) => ({ ...note, text: 'Bye', label: 'new', region: 'far' }));
    // What the configuration has set to an empty string is not the provider's to choose.
    expect(state).toMatchObject({ text: 'Bye', label: 'new', region: '' });
  });

  test('and it is gone', async () => {
    expect(await read(() => undefined)).toMatchObject({ state: null, diagnostics: [] });
  });

  test('with the client, and private state that it may replace', async () => {
    const kept = { state: null, private: Buffer.from('{"seen":1}') };
    const seen: unknown[] = [];
    const resource = await note({
      read: (state, { client, private: privateState }) => {
        seen.push(client, privateState.get());
        privateState.set({ seen: 2 });
        return state;
      },
    });
    const { state } = await resource.apply(await resource.plan({ name: 'a' }));
    const answer = await resource.read({ ...kept, state });
    expect(seen).toEqual([{ region: 'r1' }, { seen: 1 }]);
    expect(Buffer.from(answer.private).toString()).toBe('{"seen":2}');
  });

  test('and private state of another provider counts as none', async () => {
    const seen: unknown[] = [];
    const resource = await note({
      read: (state, { private: privateState }) => {
        seen.push(privateState.get());
        return state;
      },
    });
    const { state } = await resource.apply(await resource.plan({ name: 'a' }));
    await resource.read({ state, private: Buffer.from('\u0001\u0002') });
    await resource.read({ state, private: Buffer.from('[]') });
    expect(seen).toEqual([undefined, undefined]);
  });
});

describe('an object is not read', () => {
  test('when its time is over', async () => {
    const { diagnostics } = await read(() => new Promise(() => undefined));
    expect(diagnostics).toEqual([
      'error: No answer within 50ms; Waited 50ms for "read". Try again, or allow more with timeouts { read = "…" } ' +
        'and apply that first, with -refresh=false: what counts is the limit in the state. @ timeouts.read',
    ]);
  });

  test.each<[string, object, string]>([
    ['unknown', { id: unknown }, '"id": it is still unknown'],
    ['of another type', { id: 7n }, '"id": string expected, got bigint'],
  ])('and a state that is %s is reported', async (_, change, rule) => {
    const { diagnostics } = await read((note) => ({ ...note, ...change }));
    expect(diagnostics[0]).toContain(`"read" of sample_note returned a wrong ${rule}`);
  });

  test('while the configuration of the provider is unknown: it stays as it is, with a warning', async () => {
    const read = () => {
      throw new RangeError('It was asked.');
    };
    const before = await note();
    const { state } = await before.apply(await before.plan({ name: 'a' }));
    const provider = noteProvider({ read });
    const resource = await ManagedResource.of(provider, 'sample_note', { region: unknown });
    const kept = { state, private: Buffer.from('{"kept":true}') };
    expect(await resource.read(kept)).toEqual({
      ...kept,
      diagnostics: [expect.stringContaining('warning: State was not refreshed; ')],
    });
  });
});

describe('an object is imported', () => {
  test('by its ID, with private state', async () => {
    const resource = await note({
      importState: (id, { client, private: kept }) => {
        kept.set({ by: client.region });
        return { ...NOTE, id };
      },
    });
    const imported = await resource.import('x/1');
    expect(imported).toMatchObject({
      state: { ...NOTE, id: 'x/1', timeouts: null },
      diagnostics: [],
    });
    expect(Buffer.from(imported.private).toString()).toBe('{"by":"r1"}');
  });

  test('but not if its time is over, which no configuration changes', async () => {
    const importState = () => new Promise<undefined>(() => undefined);
    const timeouts = { create: '1m', read: '50ms', update: '1m', delete: '1m' };
    const resource = await note({ importState, timeouts });
    expect((await resource.import('x')).diagnostics).toEqual([
      'error: No answer within 50ms; Waited 50ms for "import". Try again.',
    ]);
  });

  test('but not one that does not exist', async () => {
    const resource = await note({ importState: () => undefined });
    expect((await resource.import('x"1')).diagnostics).toEqual([
      'error: Nothing to import; There is no sample_note with the ID "x\\"1". Check the ID, and the settings of the provider.',
    ]);
  });

  test('but not of a type that cannot be imported', async () => {
    expect((await (await note()).import('x')).diagnostics).toEqual([
      'error: Import is not supported; The provider cannot import objects of type sample_note.',
    ]);
  });

  test('but not while the configuration of the provider is unknown', async () => {
    const provider = noteProvider({ importState: () => NOTE });
    const resource = await ManagedResource.of(provider, 'sample_note', { region: unknown });
    expect((await resource.import('x')).diagnostics[0]).toContain(
      'not been created yet: region. Create that resource in an earlier run.',
    );
  });

  test('and a state that is none is reported', async () => {
    const resource = await note({
      importState: () => ({ ...NOTE, id: 7n }) as unknown as NoteState,
    });
    expect((await resource.import('x')).diagnostics[0]).toContain(
      '"importState" of sample_note returned a wrong "id": string expected, got bigint',
    );
  });
});
