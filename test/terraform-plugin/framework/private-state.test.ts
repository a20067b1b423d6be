import {
  type JsonObject,
  PrivateState,
} from '../../../lib/terraform-plugin/framework/private-state';

const stored = (text: string, of?: 'itself' | 'replaced') =>
  PrivateState.parse(Buffer.from(text), of).get();

test('what was set is read again', () => {
  const state = new PrivateState();
  state.set({ a: [1, null, { b: 'ü' }] });
  expect(PrivateState.parse(state.bytes()).get()).toEqual({ a: [1, null, { b: 'ü' }] });
});

test('nothing was set in the beginning, and nothing is stored then', () => {
  expect(new PrivateState().get()).toBeUndefined();
  expect(new PrivateState().bytes()).toHaveLength(0);
  expect(stored('')).toBeUndefined();
});

test.each(['null', '5', '"a"', 'true', '[]', '[[1]]', '{"a":', '\u0001'])(
  '%j, which another provider has stored, counts as nothing',
  (text) => {
    expect(stored(text)).toBeUndefined();
    expect(stored(text, 'replaced')).toBeUndefined();
  },
);

test('a plan that replaces an object has the state of both', () => {
  const [own, replaced] = [new PrivateState({ new: true }), new PrivateState({ old: true })];
  const both = Buffer.from(own.bytesBeside(replaced)).toString();
  expect([stored(both), stored(both, 'replaced')]).toEqual([{ new: true }, { old: true }]);
  const alone = Buffer.from(new PrivateState().bytesBeside(replaced)).toString();
  expect([stored(alone), stored(alone, 'replaced')]).toEqual([undefined, { old: true }]);
  const first = Buffer.from(own.bytesBeside(new PrivateState())).toString();
  expect([stored(first), stored(first, 'replaced')]).toEqual([{ new: true }, undefined]);
  expect(new PrivateState().bytesBeside(new PrivateState())).toHaveLength(0);
});

test('it may be as large as what it is about: a record of each of thousands of files', () => {
  const files = Array.from({ length: 5_000 }, (_, index) => [`file ${index}`, 'x'.repeat(100)]);
  const value = Object.fromEntries(files) as JsonObject;
  const state = new PrivateState();
  state.set(value);
  expect(PrivateState.parse(state.bytes()).get()).toEqual(value);
});
