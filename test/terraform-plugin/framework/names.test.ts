import { optional } from '../../../lib/terraform-plugin/framework/attribute-builders';
import { dataSource } from '../../../lib/terraform-plugin/framework/data-source';
import { ephemeralResource } from '../../../lib/terraform-plugin/framework/ephemeral-resource';
import { defineProvider } from '../../../lib/terraform-plugin/framework/provider';
import { blockList } from '../../../lib/terraform-plugin/framework/schema';

const text = optional.string('A text.');

const source = (name: string, attributes = {}) =>
  dataSource(name, {
    description: 'A source.',
    attributes,
    timeouts: { read: '1m' },
    read: () => Promise.reject(new Error('not called')),
  });

const ephemeral = (name: string, attributes = {}) =>
  ephemeralResource(name, {
    description: 'An ephemeral.',
    attributes,
    timeouts: { open: '1m' },
    open: () => Promise.reject(new Error('not called')),
  });

const sample = (definition: Partial<Parameters<typeof defineProvider>[0]>) =>
  defineProvider({ source: 'example.com/a/sample', ...definition });

const form = 'use lower-case letters, digits and underscores, and do not begin with a digit.';

test.each<[string, () => unknown, string]>([
  [
    'two data sources of one name',
    () => sample({ dataSources: [source('sample_a'), source('sample_b'), source('sample_a')] }),
    'Data source "sample_a" is defined twice.',
  ],
  [
    'two ephemeral resources of one name',
    () => sample({ ephemeralResources: [ephemeral('sample_a'), ephemeral('sample_a')] }),
    'Ephemeral resource "sample_a" is defined twice.',
  ],
  [
    'a data source that is added a second time',
    () => {
      const one = sample({ dataSources: [source('sample_a')] });
      one.dataSource('sample_a', { attributes: {}, read: () => ({}) });
    },
    'Data source "sample_a" is defined twice.',
  ],
  ...['sample', 'a/sample', 'example.com/A/sample', 'example.com/a/sample/1', 'example.com/a/'].map(
    (address): [string, () => unknown, string] => [
      `the source ${address}`,
      () => sample({ source: address }),
      `Provider: "${address}" is not a source address; it has three lower-case parts, as in "example.com/namespace/name".`,
    ],
  ),
  [
    'a default time-out without a unit',
    () => dataSource('sample_a', { attributes: {}, timeouts: { read: '10' }, read: () => ({}) }),
    'Data source "sample_a", timeouts.read: "10" is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m".',
  ],
  [
    'a maximum that is not a duration',
    () => optional.duration('A pause.', { max: 'long' }),
    'Attribute described as "A pause.": "long" is not a duration: write a number with a unit, as in "30s", "2m" or "1h30m".',
  ],
  [
    'a block of its own called timeouts',
    () =>
      dataSource('sample_a', {
        attributes: {},
        blocks: { timeouts: blockList('Times.', {}) },
        read: () => ({ timeouts: [] }),
      }),
    'Data source "sample_a": attribute or block "timeouts" is defined twice.',
  ],
  [
    'a type in capitals',
    () => source('Sample'),
    `Data source: "Sample" is not a valid name; ${form}`,
  ],
  [
    'a type without a name',
    () => ephemeral(''),
    `Ephemeral resource: "" is not a valid name; ${form}`,
  ],
  [
    'an attribute with a dash',
    () => source('sample_a', { 'Bad-Name': text }),
    `Data source "sample_a": "Bad-Name" is not a valid name; ${form}`,
  ],
  [
    'an attribute that begins with a digit',
    () => ephemeral('sample_a', { '1st': text }),
    `Ephemeral resource "sample_a": "1st" is not a valid name; ${form}`,
  ],
  [
    'a wrong name inside an attribute',
    () => source('sample_a', { files: optional.list('Files.', { 'a.b': text }) }),
    `Data source "sample_a", attribute "files": "a.b" is not a valid name; ${form}`,
  ],
  [
    'a wrong name inside a block',
    () => sample({ blocks: { role: blockList('A role.', { Name: text }) } }),
    `Provider, block "role": "Name" is not a valid name; ${form}`,
  ],
  [
    'a block in capitals',
    () => sample({ blocks: { Role: blockList('A role.', {}) } }),
    `Provider: "Role" is not a valid name; ${form}`,
  ],
  [
    'an attribute called like a block',
    () => source('sample_a', { timeouts: text }),
    'Data source "sample_a": attribute or block "timeouts" is defined twice.',
  ],
  ...[
    ...['connection', 'count', 'depends_on', 'for_each', 'lifecycle', 'locals', 'provider'],
    ...['provisioner', '_'],
  ].map((name): [string, () => unknown, string] => [
    `a data source with ${name}`,
    () => source('sample_a', { [name]: text }),
    `Data source "sample_a": "${name}" is reserved for the engine.`,
  ]),
  [
    'an ephemeral resource with count',
    () => ephemeral('sample_a', { count: text }),
    'Ephemeral resource "sample_a": "count" is reserved for the engine.',
  ],
  ...['alias', 'count', 'depends_on', 'for_each', 'lifecycle', 'locals', 'source', '_'].map(
    (name): [string, () => unknown, string] => [
      `a provider with ${name}`,
      () => sample({ attributes: { [name]: text } }),
      `Provider: "${name}" is reserved for the engine.`,
    ],
  ),
  [
    'a provider with a block version',
    () => sample({ blocks: { version: blockList('A version.', {}) } }),
    'Provider: "version" is reserved for the engine.',
  ],
])('%s fails at start, with a sentence', (_, define, message) => {
  expect(define).toThrow(expect.objectContaining({ name: 'DefinitionError', message }));
});

test('a data source and an ephemeral resource may have the same name, and nested attributes reserved names', () => {
  const nested = { rules: optional.list('Rules.', { count: text, provider: text }) };
  const types = {
    dataSources: [source('sample_a', nested)],
    ephemeralResources: [ephemeral('sample_a')],
  };
  expect(sample({ ...types, attributes: { connection: text } }).dataSources.size).toBe(1);
});
