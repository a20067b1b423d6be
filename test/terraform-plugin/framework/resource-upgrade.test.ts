import { type Definition, note, type NoteState } from './sample-resource';

/** As an engine stores it: in JSON, with all attributes. */
const STORED = {
  name: 'a',
  text: 'Hello',
  label: '',
  region: 'r1',
  size: 7,
  tags: { b: '1' },
  parts: [{ word: 'x', color: null, kind: 'plain', length: 1 }],
  keys: [{ key: 'k', id: 'i' }],
  slots: { s: { word: 'x', length: 1 } },
  id: 'id-1',
  rule: [{ port: 1, remark: null }],
  peer: [],
  mode: { fast: true },
  timeouts: { create: '1m', read: null, update: null, delete: null },
};
const { timeouts, ...own } = STORED;
const OWN = {
  ...own,
  size: 7n,
  parts: [{ word: 'x', color: null, kind: 'plain', length: 1n }],
  rule: [{ port: 1n, remark: null }],
  slots: { s: { word: 'x', length: 1n } },
};
const STATE = { ...OWN, timeouts };

describe('a stored state of this version', () => {
  test('is read by the schema', async () => {
    const { state, diagnostics } = await (await note()).upgrade(JSON.stringify(STORED));
    expect([state, diagnostics]).toEqual([STATE, []]);
  });

  test('keeps numbers of any size', async () => {
    const json = JSON.stringify(STORED).replace(
      '"size":7',
      '"size":123456789012345678901234567890',
    );
    const { state } = await (await note()).upgrade(json);
    expect(state).toMatchObject({ size: 123456789012345678901234567890n });
  });

  test('may have a number as a text, and a text as a number or a truth value', async () => {
    const json = JSON.stringify({ ...STORED, size: '12', name: 1, text: 0.5, label: true });
    const { state } = await (await note()).upgrade(json);
    expect(state).toMatchObject({ size: 12n, name: '1', text: '0.5', label: 'true' });
  });

  test('keeps texts with quotes, line breaks and digits', async () => {
    const name = 'say "1 and 2",\\\n3: \\"4';
    const { state } = await (await note()).upgrade(JSON.stringify({ ...STORED, name }));
    expect(state).toMatchObject({ name });
  });

  test('may miss attributes that are new, and have some that are gone', async () => {
    const { state, diagnostics } = await (
      await note()
    ).upgrade(JSON.stringify({ name: 'a', old: { deep: [1, null] } }));
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({
      name: 'a',
      text: null,
      parts: null,
      rule: [],
      peer: [],
      mode: null,
    });
  });

  test.each([
    ['is malformed', '{"name":', 'error: The provider failed; '],
    [
      'has another type',
      '{"name":["a"]}',
      '"upgradeState" of sample_note returned a wrong "name": string expected',
    ],
    [
      'has a text where a truth value belongs',
      '{"mode":{"fast":"yes"}}',
      'returned a wrong "mode.fast": bool expected, got string.',
    ],
    [
      'has a truth value where a number belongs',
      '{"size":true}',
      'returned a wrong "size": number expected, got boolean.',
    ],
    ['is no object', '[]', 'error: The provider failed; '],
    ['is older than JSON', '', 'error: State is too old; '],
  ])('that %s is reported', async (_, json, problem) => {
    expect((await (await note()).upgrade(json)).diagnostics[0]).toContain(problem);
  });
});

test('a stored state without JSON, as Terraform 0.11 wrote it, is too old', async () => {
  const { call } = await note();
  const typeName = 'sample_note';
  for (const rawState of [undefined, { flatmap: { name: 'a' } }]) {
    const { diagnostics } = await call('upgradeResourceState', { typeName, rawState });
    expect(diagnostics).toMatchObject([{ summary: 'State is too old' }]);
  }
});

describe('a stored state of another version', () => {
  const upgradable = (upgradeState: NonNullable<Definition['upgradeState']>) =>
    note({ version: 2, upgradeState });

  test('is upgraded by the resource, and keeps its timeouts', async () => {
    const asked: unknown[] = [];
    const resource = await upgradable((old, version) => {
      asked.push(old.title, old.count, version);
      return { ...OWN, name: String(old.title) };
    });
    const json = JSON.stringify({ title: 'b', count: 0.5, timeouts: STORED.timeouts });
    const { state, diagnostics } = await resource.upgrade(json, 1);
    expect(diagnostics).toEqual([]);
    expect(state).toEqual({ ...STATE, name: 'b' });
    expect(asked.map(String)).toEqual(['b', '0.5', '1']);
  });

  test('that the resource upgrades to something else is reported', async () => {
    const resource = await upgradable(() => ({ name: ['a'] }) as unknown as NoteState);
    expect((await resource.upgrade('{}', 0)).diagnostics[0]).toContain(
      '"upgradeState" of sample_note returned a wrong "name": string expected',
    );
  });

  test('that the resource cannot upgrade is reported as it says', async () => {
    const resource = await upgradable(() => {
      throw new RangeError('It never had a name.');
    });
    expect((await resource.upgrade('{}', 0)).diagnostics).toEqual([
      'error: Out of range; It never had a name.',
    ]);
  });

  test('that is newer needs a newer provider', async () => {
    expect((await (await note()).upgrade('{}', 1)).diagnostics).toEqual([
      'error: State is newer than the provider; A newer version of the provider has stored this sample_note: its state has version 1, and this provider knows versions up to 0. Use the newer provider.',
    ]);
  });
});
