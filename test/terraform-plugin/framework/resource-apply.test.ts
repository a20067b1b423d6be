import { unknown, type Value } from '../../../lib/terraform-plugin/cty/value';
import { DiagnosticsError } from '../../../lib/terraform-plugin/framework/diagnostics';
import { type ManagedResource } from '../../../lib/terraform-plugin/testing';
import { type Definition, NOTE, note, type NoteState, settled } from './sample-resource';

const CONFIG = { name: 'a', label: 'old' };

/** The state of the note above, for handlers that return one of their own. */
const STATE: NoteState = { ...NOTE, label: 'old' };

async function created(other: Partial<Definition> = {}, config: Record<string, Value> = CONFIG) {
  const resource = await note(other);
  return { resource, now: await resource.apply(await resource.plan(config)) };
}

/** What happens to a note that exists, if it is configured in another way. */
async function updated(other: Partial<Definition>, config: Record<string, Value>) {
  const { resource, now } = await created(other);
  return resource.apply(await resource.plan(config, now), now);
}

async function deleted(resource: ManagedResource, now: Awaited<ReturnType<typeof created>>['now']) {
  return resource.apply(await resource.plan(null, now), now);
}

describe('an object is created', () => {
  test('from what was planned, and the provider has chosen the rest', async () => {
    const { now } = await created({}, { ...CONFIG, rule: [{ port: 1n }], mode: { fast: true } });
    expect(now).toEqual({
      state: {
        ...STATE,
        rule: [{ port: 1n, remark: null }],
        mode: { fast: true },
        timeouts: null,
      },
      private: new Uint8Array(),
      diagnostics: [],
    });
  });

  test('with the client, the private state of the plan, and a signal', async () => {
    const seen: unknown[] = [];
    const { now } = await created({
      plan: (_, { private: kept }) => {
        kept.set({ planned: true });
        return undefined;
      },
      create: (planned, { client, private: kept, signal }) => {
        seen.push(client, kept.get(), signal.aborted);
        kept.set({ created: true });
        return settled(planned, 'r1');
      },
    });
    expect(seen).toEqual([{ region: 'r1' }, { planned: true }, false]);
    expect(Buffer.from(now.private).toString()).toBe('{"created":true}');
  });

  test('with the private state of each object, where one replaces another in a single plan', async () => {
    const seen: unknown[] = [];
    const { resource, now } = await created({
      create: (planned, { private: kept }) => {
        seen.push(['create', kept.get()]);
        kept.set({ object: planned.name });
        return settled(planned, 'r1');
      },
      delete: (_, { private: kept }) => void seen.push(['delete', kept.get()]),
    });
    // As engines do it: the new object is planned with the answer to the plan to replace, and both halves get one answer.
    const { private: first } = await resource.plan({ name: 'other' }, now);
    const planned = await resource.plan({ name: 'other' }, { state: null, private: first });
    await resource.apply({ state: null, private: planned.private }, now);
    await resource.apply(planned);
    expect(seen).toEqual([
      ['create', undefined],
      ['delete', { object: 'a' }],
      ['create', undefined],
    ]);
  });

  test('and one that had no private state is deleted without that of the new one', async () => {
    const seen: unknown[] = [];
    const { resource, now } = await created({
      plan: ({ prior }, { private: kept }) => {
        if (prior === undefined) kept.set({ new: true });
        return undefined;
      },
      delete: (_, { private: kept }) => void seen.push(kept.get()),
    });
    const imported = { ...now, private: new Uint8Array() };
    const { private: first } = await resource.plan({ name: 'other' }, imported);
    const planned = await resource.plan({ name: 'other' }, { state: null, private: first });
    await resource.apply({ state: null, private: planned.private }, imported);
    expect(seen).toEqual([undefined]);
  });

  test('with what the handler warns of, also if it fails', async () => {
    const careful = (fails: boolean): Partial<Definition> => ({
      create: (planned, { warn }) => {
        warn({ summary: 'Careful', detail: 'It is new.' });
        if (fails) throw new DiagnosticsError({ severity: 'error', summary: 'No', detail: 'No.' });
        return settled(planned, 'r1');
      },
    });
    const { now } = await created(careful(false));
    expect(now.diagnostics).toEqual(['warning: Careful; It is new.']);
    const { now: failed } = await created(careful(true));
    expect(failed.diagnostics).toEqual(['warning: Careful; It is new.', 'error: No; No.']);
  });

  test('and empty strings, which the handler does not see, stay in the state', async () => {
    const seen: unknown[] = [];
    const config = {
      name: 'a',
      label: '',
      text: '',
      region: '',
      rule: [{ port: 1n, remark: '' }],
      peer: [
        { host: 'h', zone: '' },
        { host: 'i', zone: 'z' },
      ],
    };
    const { now } = await created(
      {
        create: (planned) => {
          seen.push(planned.label, planned.text, planned.region, planned.rule, planned.peer);
          return settled({ ...planned, peer: planned.peer.toReversed() }, 'far');
        },
      },
      config,
    );
    expect(seen).toEqual([
      null,
      'Hello',
      null,
      [{ port: 1n, remark: null }],
      [
        { host: 'h', zone: null },
        { host: 'i', zone: 'z' },
      ],
    ]);
    expect(now.diagnostics).toEqual([]);
    expect(now.state).toMatchObject({ ...config, peer: config.peer.toReversed() });
  });
});

describe('an object is updated', () => {
  test('from its state to what was planned', async () => {
    const changes: unknown[] = [];
    const { state, diagnostics } = await updated(
      {
        update: ({ prior, planned }) => {
          changes.push(prior.label, planned.label);
          return settled(planned, 'r1');
        },
      },
      { name: 'a', label: 'new' },
    );
    expect(diagnostics).toEqual([]);
    expect(changes).toEqual(['old', 'new']);
    expect(state).toEqual({ ...STATE, label: 'new', timeouts: null });
  });

  test.each([
    [
      'its timeouts',
      { ...CONFIG, timeouts: { create: '1m', read: null, update: null, delete: null } },
    ],
    ['an empty string in place of nothing', { ...CONFIG, region: '' }],
  ])('but the provider is not asked for %s', async (_, config) => {
    const update = () => {
      throw new RangeError('It was asked.');
    };
    const { state, diagnostics } = await updated(
      {
        create: () => ({ ...STATE, region: null }),
        plan: ({ prior }) => ({ planned: prior ? {} : { region: null } }),
        update,
      },
      config,
    );
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject(config);
  });
});

test('an object is deleted', async () => {
  const gone: string[] = [];
  const { resource, now } = await created({ delete: ({ name }) => void gone.push(name) });
  expect(await deleted(resource, now)).toMatchObject({ state: null, diagnostics: [] });
  expect(gone).toEqual(['a']);
});

describe('a change fails', () => {
  const fail = () => {
    throw new RangeError('No space.');
  };
  const FAILED = ['error: Out of range; No space.'];

  test('and if nothing was created, there is no state', async () => {
    expect((await created({ create: fail })).now).toMatchObject({
      state: null,
      diagnostics: FAILED,
    });
  });

  test('and what was created before is the state, which the engine taints', async () => {
    const { now } = await created({
      create: (_, { checkpoint, private: kept }) => {
        checkpoint({ ...STATE, id: 'half' });
        kept.set({ half: true });
        return fail();
      },
    });
    expect(now.state).toEqual({ ...STATE, id: 'half', timeouts: null });
    expect(Buffer.from(now.private).toString()).toBe('{"half":true}');
    expect(now.diagnostics).toEqual(FAILED);
  });

  test('and if nothing was updated, the engine keeps the state that it has', async () => {
    expect(await updated({ update: fail }, { name: 'a' })).toMatchObject({
      state: null,
      diagnostics: FAILED,
    });
  });

  test('and what was updated before is the state', async () => {
    const { state, diagnostics } = await updated(
      {
        update: (_, { checkpoint }) => {
          checkpoint({ ...STATE, label: 'half' });
          return fail();
        },
      },
      { name: 'a', label: 'new' },
    );
    expect([state, diagnostics]).toMatchObject([{ label: 'half' }, FAILED]);
  });

  test('and what is left of a deleted object is the state', async () => {
    const { resource, now } = await created({
      delete: (prior, { checkpoint }) => {
        checkpoint({ ...prior, label: 'rest' });
        fail();
      },
    });
    const { state, diagnostics } = await deleted(resource, now);
    expect([state, diagnostics]).toMatchObject([{ label: 'rest' }, FAILED]);
  });

  test('and an object that cannot be deleted is kept by the engine', async () => {
    const { resource, now } = await created({ delete: fail });
    expect(await deleted(resource, now)).toMatchObject({ state: null, diagnostics: FAILED });
  });

  test('with diagnostics of its own', async () => {
    const { now } = await created({
      create: () => {
        throw new DiagnosticsError({
          severity: 'error',
          summary: 'Taken',
          detail: 'Choose another name.',
          path: [{ attribute: 'name' }],
        });
      },
    });
    expect(now.diagnostics).toEqual(['error: Taken; Choose another name. @ name']);
  });

  test('when its time is over, and what existed by then is the state', async () => {
    const { now } = await created(
      {
        create: (_, { checkpoint }) => {
          checkpoint(STATE);
          return new Promise(() => undefined);
        },
      },
      { ...CONFIG, timeouts: { create: '1ms' } },
    );
    expect(now.state).toMatchObject({ id: 'id-1', timeouts: { create: '1ms' } });
    expect(now.diagnostics[0]).toContain('No answer within 1ms; Waited 1ms for "create".');
  });

  test('when the time to delete it is over, which the state says', async () => {
    const { resource, now } = await created(
      { delete: () => new Promise(() => undefined) },
      { ...CONFIG, timeouts: { delete: '1ms' } },
    );
    expect((await deleted(resource, now)).diagnostics).toEqual([
      'error: No answer within 1ms; Waited 1ms for "delete". Try again, or allow more with timeouts { delete = "…" } ' +
        'and apply that first: what counts is the limit in the state. @ timeouts.delete',
    ]);
  });

  test('when the engine wants to stop, and the handler is told', async () => {
    const resource = await note({
      create: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new RangeError('2 of 3 files.')));
          void resource.call('stopProvider', {});
        }),
    });
    const { state, diagnostics } = await resource.apply(await resource.plan(CONFIG));
    expect(state).toBeNull();
    expect(diagnostics).toEqual([
      'error: Interrupted; The engine asked to stop before "create" had finished.\n\n2 of 3 files.',
    ]);
  });
});

const peer = (host: string) => ({ host, zone: null });

describe('a result that an engine would refuse is reported, and what exists is kept', () => {
  const PART = { word: 'x', color: null, kind: 'plain', length: 1n };
  const [PEER, OTHER, THIRD] = [peer('h1'), peer('h2'), peer('h3')];
  const DIFFERENT_PEERS = '"peer": it has other elements than in the plan';
  const NAMED = 'This is a bug in the provider: "create" of sample_note returned a wrong';
  test.each<[string, object, string]>([
    [
      'another value than planned',
      { label: 'new' },
      '"label": it has another value than in the plan',
    ],
    ['null in place of a value', { name: null }, '"name": it has another value than in the plan'],
    ['empty in place of null', { slots: {} }, '"slots": it has another value than in the plan'],
    ['a value that is still unknown', { id: unknown }, '"id": it is still unknown'],
    ['unknown inside', { tags: { b: unknown } }, '"tags["b"]": it is still unknown'],
    ['more elements', { parts: [PART, PART] }, '"parts": it has other elements than in the plan'],
    [
      'another element',
      { parts: [{ ...PART, word: 'y' }] },
      '"parts[0].word": it has another value than in the plan',
    ],
    [
      'another element of a set',
      { keys: [{ key: 'l', id: 'i' }] },
      '"keys": it has other elements than in the plan',
    ],
    ['an element of a set less', { peer: [PEER] }, DIFFERENT_PEERS],
    ['an element of a set more', { peer: [PEER, OTHER, THIRD] }, DIFFERENT_PEERS],
    ['an element of a set twice, in place of another', { peer: [PEER, PEER] }, DIFFERENT_PEERS],
    ['another element of a set beside the first', { peer: [PEER, THIRD] }, DIFFERENT_PEERS],
    [
      'an element of a set that is unknown',
      { keys: [{ key: 'k', id: unknown }] },
      '"keys": it is still unknown',
    ],
    [
      'another block',
      { rule: [{ port: 2n, remark: null }] },
      '"rule[0].port": it has another value than in the plan',
    ],
  ])('%s', async (_, result, rule) => {
    const { now } = await created(
      { create: (planned) => ({ ...settled(planned, 'r1'), ...result }) },
      {
        ...CONFIG,
        tags: { b: '1' },
        parts: [{ ...PART, kind: null, length: null }],
        keys: [{ key: 'k', id: null }],
        rule: [{ port: 1n }],
        peer: [PEER, OTHER],
      },
    );
    expect(now.diagnostics[0]).toContain(`error: The provider failed; ${NAMED} ${rule}. Report it`);
    expect(now.state).toMatchObject({ region: 'r1' });
  });

  test.each<[string, object | undefined, string]>([
    ['nothing', undefined, '"id": value is missing'],
    ['a value of another type', { ...STATE, id: 7n }, '"id": string expected, got bigint'],
    ['an attribute too many', { ...STATE, other: 1n }, '"other": no such attribute'],
  ])('and %s leaves what was planned in the state', async (_, result, rule) => {
    const { now } = await created({ create: () => result as NoteState });
    expect(now.diagnostics[0]).toContain(`${NAMED} ${rule}`);
    expect(now.state).toEqual({ ...STATE, region: null, id: null, timeouts: null });
  });

  test('and after an update the engine keeps the state that it has', async () => {
    const { state, diagnostics } = await updated(
      { update: () => ({ ...STATE, id: 7n }) as unknown as NoteState },
      { name: 'a' },
    );
    expect(state).toBeNull();
    expect(diagnostics[0]).toContain('"update" of sample_note returned a wrong "id"');
  });

  test('and a checkpoint that is no state is reported beside the failure', async () => {
    const { now } = await created({
      create: (_, { checkpoint }) => {
        checkpoint({ ...STATE, id: 7n } as unknown as NoteState);
        throw new RangeError('No space.');
      },
    });
    expect(now).toMatchObject({
      state: null,
      diagnostics: ['error: Out of range; No space.', expect.stringContaining(`${NAMED} "id"`)],
    });
  });

  test('an element of a set takes on what was unknown of it', async () => {
    const { now } = await created(
      {
        create: (planned) => ({ ...settled(planned, 'r1'), keys: [{ key: 'k', id: 'i' }] }),
        plan: () => ({ planned: { keys: [{ key: 'k', id: unknown }] } }),
      },
      { ...CONFIG, keys: [{ key: 'k', id: null }] },
    );
    expect(now.diagnostics).toEqual([]);
  });
});

test('a large set with something unknown in each element is planned and checked', async () => {
  const keys = Array.from({ length: 2_000 }, (_, index) => ({ key: `k${index}`, id: null }));
  const { resource, now } = await created({}, { ...CONFIG, keys });
  expect(now.diagnostics).toEqual([]);
  const [first] = (now.state as unknown as NoteState).keys ?? [];
  expect(first).toEqual({ key: 'k0', id: 'id of k0' });
  const more = [...((now.state as unknown as NoteState).keys ?? []), { key: 'new', id: null }];
  const { state } = await resource.plan({ ...CONFIG, keys: more }, now);
  expect((state as unknown as NoteState).keys?.at(-1)).toEqual({ key: 'new', id: unknown });
}, 5_000);
