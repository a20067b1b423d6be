import { isUnknown, unknown } from '../../../lib/terraform-plugin/cty/value';
import {
  computed,
  optional,
  optionalAndComputed,
  required,
  withDefault,
} from '../../../lib/terraform-plugin/framework/attribute-builders';
import { dataSource } from '../../../lib/terraform-plugin/framework/data-source';
import { defineProvider } from '../../../lib/terraform-plugin/framework/provider';
import { resource } from '../../../lib/terraform-plugin/framework/resource';
import { ManagedResource } from '../../../lib/terraform-plugin/testing';
import { noteProvider, sampleNote } from './sample-resource';

describe('a mistake in the definition of a resource is named', () => {
  test.each([
    [
      'a version that is no number of a version',
      () => sampleNote({ version: -1 }),
      'Resource "sample_note": its version -1 is not a whole number from 0 on.',
    ],
    [
      'a version without upgradeState',
      () => sampleNote({ version: 1 }),
      'Resource "sample_note" has version 1, but no upgradeState for older states.',
    ],
    [
      'a time limit that is none',
      () => sampleNote({ timeouts: { create: 'long' } }),
      'Resource "sample_note", timeouts.create: "long" is not a duration',
    ],
    [
      'a reserved name',
      () => named('count'),
      'Resource "sample_thing": "count" is reserved for the engine.',
    ],
    [
      'a default that is not valid',
      () => withDefault(optional.duration('A pause.'), 'long'),
      'Attribute described as "A pause.", its default: "long" is not a duration',
    ],
    [
      'a second one of the name',
      () => noteProvider().resource('sample_note', thing('name')),
      'Resource "sample_note" is defined twice.',
    ],
  ])('%s', (_, define, sentence) => {
    expect(define).toThrow(sentence);
  });

  test.each([
    ['a default', withDefault(optional.string('A text.'), 'Hello')],
    ['a replacement', optional.string('A text.', { requiresReplace: true })],
    [
      'a replacement inside',
      optional.list('Parts.', { word: required.string('A word.', { requiresReplace: true }) }),
    ],
  ])('%s of a data source or a provider, which has no plan', (_, attribute) => {
    const attributes = { text: attribute };
    const end = 'has a default or requires a replacement; only attributes of resources can.';
    expect(() => dataSource('sample_text', { attributes, read: (config) => config })).toThrow(end);
    expect(() => defineProvider({ source: 'example.com/a/sample', attributes })).toThrow(end);
  });
});

test('the time limits of a resource without update are those of its other handlers', () => {
  const blocks = named('name').schema.blocks;
  expect(Object.keys(blocks.timeouts?.attributes ?? {})).toEqual(['create', 'read', 'delete']);
});

test('the version of a resource is in its schema', async () => {
  const provider = noteProvider({ version: 3, upgradeState: () => Promise.reject(new Error()) });
  const { call } = await ManagedResource.of(provider, 'sample_note');
  const { resourceSchemas } = await call('getProviderSchema', {});
  expect(resourceSchemas.sample_note?.version).toBe(3n);
});

test('a provider takes a resource where it is defined, or from a file of its own', () => {
  const provider = noteProvider();
  provider.resource('sample_thing', thing('name'));
  expect([...provider.resources.keys()]).toEqual(['sample_note', 'sample_thing']);
});

test('the types of the handlers follow from the attributes', () => {
  const provider = defineProvider({ source: 'example.com/a/sample', configure: () => 7 });
  provider.resource('sample_typed', {
    attributes: {
      name: required.string('A name.'),
      text: withDefault(optional.string('A text.'), 'Hello'),
      label: optional.string('A label.'),
      region: optionalAndComputed.string('A region.'),
      id: computed.integer('An ID.'),
    },
    plan: ({ config, prior, proposed }, { client }) => {
      const known: string | undefined = isUnknown(config.name) ? undefined : config.name;
      // @ts-expect-error -- it may be unknown
      const name: string = config.name;
      // @ts-expect-error -- there is none while the provider's configuration is unknown
      const atWork: number = client;
      // @ts-expect-error -- only the provider sets it
      const id = config.id as unknown;
      const warnings = [known, name, atWork, id, proposed.id, prior?.id].map((value) => ({
        summary: 'Seen',
        detail: String(value),
      }));
      return { warnings, planned: { id: unknown }, requiresReplace: ['name'] };
    },
    create: (planned, { client }) => {
      const given: [string, string, string | null, number] = [
        planned.name,
        planned.text,
        planned.label,
        client,
      ];
      // @ts-expect-error -- it may be left to the provider
      const region: string | null = planned.region;
      return {
        ...planned,
        region: given[0] + String(region),
        id: isUnknown(planned.id) ? 1n : planned.id,
      };
    },
    // @ts-expect-error -- what is unknown cannot be returned
    update: ({ planned }) => planned,
    // @ts-expect-error -- an attribute is missing
    read: ({ name }) => ({ name }),
    delete: ({ id }) => {
      expect(id satisfies bigint | null).toBeNull();
    },
  });
  expect(provider.resources.size).toBe(1);
});

function named(name: string) {
  return resource('sample_thing', thing(name));
}

function thing(name: string) {
  return {
    attributes: { [name]: required.string('A name.') },
    create: (planned: Record<string, string>) => planned,
    read: (state: Record<string, string>) => state,
    delete: () => undefined,
  };
}
