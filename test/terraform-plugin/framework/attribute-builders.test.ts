import { Decimal } from '../../../lib/terraform-plugin/cty/decimal';
import { unknown, type Value } from '../../../lib/terraform-plugin/cty/value';
import {
  computed,
  optional,
  optionalAndComputed,
  orComputed,
  required,
} from '../../../lib/terraform-plugin/framework/attribute-builders';
import { dataSource } from '../../../lib/terraform-plugin/framework/data-source';
import { defineProvider } from '../../../lib/terraform-plugin/framework/provider';
import { block, blockList, blockSet } from '../../../lib/terraform-plugin/framework/schema';
import { schemaJson } from '../../../lib/terraform-plugin/framework/schema-json';
import { schemaMessage } from '../../../lib/terraform-plugin/framework/schema-message';
import { Schema } from '../../../lib/terraform-plugin/protocol/tfplugin6';
import { Engine } from '../../../lib/terraform-plugin/testing/engine';
import { Schema as ReceivedSchema } from '../../../lib/terraform-plugin/testing/protocol/tfplugin6';

/** One attribute and block of every kind. */
const everything = dataSource('sample_everything', {
  attributes: {
    text: required.string('A string.'),
    flag: optional.bool('A bool.'),
    ratio: optional.number('A number.'),
    tags: optional.set('Strings.', 'string'),
    ports: optional.list('Whole numbers.', 'integer', {
      check: (ports) => (ports.some((port) => port > 9n) ? 'A port is too large.' : undefined),
    }),
    weights: optional.map('Numbers.', 'number'),
    flags: optional.map('Bools.', 'bool'),
    rules: optional.set('Objects.', { name: required.string('A name.') }),
    hosts: optional.map('Objects.', { port: optional.integer('A port.') }),
    old: optional.string('An old name.', { deprecated: 'Use "text".' }),
  },
  blocks: {
    limits: block('Once.', { most: optional.integer('At most.') }),
    steps: blockList('In order.', { name: required.string('A name.') }, { maximum: 2 }),
    roles: blockSet(
      'In any order.',
      { name: required.string('A name.') },
      { deprecated: 'Use "rules".' },
    ),
  },
  deprecated: 'Use "sample_all".',
  read: (config) => config,
});

const provider = defineProvider({ source: 'example.com/a/sample', dataSources: [everything] });
const engine = new Engine(provider, 'sample_everything');
beforeAll(() => engine.configure());

const TYPE_WARNING = 'warning: This type is deprecated; Use "sample_all".';
const validated = async (config: Record<string, Value>) =>
  (await engine.validate({ text: 'x', ...config })).filter((text) => text !== TYPE_WARNING);

describe('attributes of every kind', () => {
  test('a handler receives them as they are configured, and its state has them', async () => {
    const config = {
      text: 'x',
      flag: true,
      ratio: Decimal.parse('0.1'),
      tags: ['a', 'b'],
      ports: [1n, 2n],
      weights: { a: 1n, b: null, c: Decimal.parse('2.5') },
      flags: { on: true, off: false },
      rules: [{ name: 'r' }],
      hosts: { h: { port: 8n } },
      old: null,
      limits: { most: 3n },
      steps: [{ name: 's' }],
      roles: [{ name: 't' }],
    };
    const { state, diagnostics } = await engine.read(config);
    expect(diagnostics).toEqual([]);
    expect({ ...(state as object) }).toEqual({ ...config, timeouts: null });
  });

  test('an engine receives their types, nesting and deprecation', () => {
    const message = schemaMessage(everything.schema);
    const { block: sent } = ReceivedSchema.decode(Schema.encode(message).finish());
    const types = sent?.attributes.map(({ name, type, nestedType }) => [
      name,
      nestedType?.nesting ?? (JSON.parse(Buffer.from(type).toString()) as unknown),
    ]);
    const [LIST, SET, MAP, SINGLE] = [2, 3, 4, 1];
    expect(Object.fromEntries(types ?? [])).toEqual({
      ...{ text: 'string', flag: 'bool', ratio: 'number', old: 'string' },
      ...{ tags: ['set', 'string'], ports: ['list', 'number'] },
      ...{ weights: ['map', 'number'], flags: ['map', 'bool'], rules: SET, hosts: MAP },
    });
    const blocks = sent?.blockTypes.map(({ typeName, nesting }) => [typeName, nesting]);
    expect(Object.fromEntries(blocks ?? [])).toEqual({
      ...{ limits: SINGLE, steps: LIST, roles: SET, timeouts: SINGLE },
    });
    expect(sent?.attributes.filter(({ deprecated }) => deprecated)).toMatchObject([
      { name: 'old', deprecationMessage: 'Use "text".' },
    ]);
    expect(sent).toMatchObject({ deprecated: true, deprecationMessage: 'Use "sample_all".' });
  });

  test('the printed schema has the form that Terraform prints', () => {
    expect(schemaJson(provider)).toMatchSnapshot();
  });
});

describe('a configuration', () => {
  test.each<[string, Record<string, Value>, string]>([
    [
      'a list of whole numbers contains a fraction',
      { ports: [1n, Decimal.parse('1.5')] },
      'error: Invalid value of "ports"; It must be a whole number. @ ports',
    ],
    [
      'the check of a list fails',
      { ports: [10n] },
      'error: Invalid value of "ports"; A port is too large. @ ports',
    ],
    [
      'a set contains null',
      { tags: ['a', null] },
      'error: Invalid value of "tags"; An element of it is null; leave it out. @ tags',
    ],
    [
      'an object in a set lacks a required attribute',
      { rules: [{ name: null }] },
      'error: Invalid value of "name"; It must be set. @ rules.name',
    ],
    [
      'a number in a map of objects is not whole',
      { hosts: { h: { port: Decimal.parse('0.5') } } },
      'error: Invalid value of "port"; It must be a whole number. @ hosts.h.port',
    ],
    [
      'a block in a list lacks a required attribute',
      { steps: [{ name: 'a' }, { name: null }] },
      'error: Invalid value of "name"; It must be set. @ steps.1.name',
    ],
  ])('it is refused if %s', async (_, config, diagnostic) => {
    expect(await validated(config)).toEqual([diagnostic]);
  });
});

describe('deprecation', () => {
  test('it is a warning about what is still used', async () => {
    expect(await validated({ old: 'x', roles: [{ name: 'r' }] })).toEqual([
      'warning: "old" is deprecated; Use "text". @ old',
      'warning: The block "roles" is deprecated; Use "rules". @ roles',
    ]);
    expect(await validated({ old: unknown })).toHaveLength(1);
    expect(await validated({})).toEqual([]);
    expect(await engine.validate({ text: 'x' })).toEqual([TYPE_WARNING]);
  });

  test('it prevents no read, and a read does not report it again', async () => {
    const { state, diagnostics } = await engine.read({ text: 'x', old: 'y' });
    expect([state, diagnostics]).toEqual([expect.objectContaining({ old: 'y' }), []]);
  });
});

test('the word with which an attribute is declared says who sets it', () => {
  const presences = [required, optional, computed, optionalAndComputed].map(
    ({ string }) => string('x').presence,
  );
  expect(presences).toEqual(['required', 'optional', 'computed', 'optional and computed']);
  const attribute = optional.string('x', { sensitive: true });
  expect(orComputed(attribute)).toEqual({ ...attribute, presence: 'optional and computed' });
});
