import { isUnknown } from '../../../lib/terraform-plugin/cty/value';
import { type Planned, type State } from '../../../lib/terraform-plugin/framework/attribute';
import {
  computed,
  optional,
  optionalAndComputed,
  required,
  withDefault,
} from '../../../lib/terraform-plugin/framework/attribute-builders';
import { defineProvider } from '../../../lib/terraform-plugin/framework/provider';
import { resource, type ResourceOptions } from '../../../lib/terraform-plugin/framework/resource';
import {
  block,
  blockList,
  blockSet,
  type BlockValues,
} from '../../../lib/terraform-plugin/framework/schema';
import { ManagedResource } from '../../../lib/terraform-plugin/testing';

const attributes = {
  name: required.string('Its name.', {
    requiresReplace: true,
    check: (name) => (name === '' ? 'It is empty.' : undefined),
  }),
  text: withDefault(optional.string('What it says.'), 'Hello'),
  label: optional.string('A label.'),
  region: optionalAndComputed.string('Where it is.'),
  size: optional.integer('Its size, which can only grow.', {
    requiresReplace: (prior, planned) => (planned ?? 0n) < (prior ?? 0n),
  }),
  tags: optional.map('Its tags.', 'string'),
  parts: optional.list('Its parts.', {
    word: required.string('A word.'),
    color: optional.string('Its color.', { requiresReplace: true }),
    kind: withDefault(optional.string('Its kind.'), 'plain'),
    length: computed.integer('Its length.'),
  }),
  keys: optional.set('Its keys.', {
    key: required.string('A key.'),
    id: computed.string('Its ID.'),
  }),
  slots: optional.map('Its slots.', {
    word: required.string('A word.'),
    length: computed.integer('Its length.'),
  }),
  id: computed.string('Its ID.'),
};
const blocks = {
  rule: blockList('A rule.', {
    port: required.integer('A port.'),
    remark: optional.string('A remark.'),
  }),
  peer: blockSet('A peer.', {
    host: required.string('Its host.'),
    zone: optional.string('Its zone.', { requiresReplace: true }),
  }),
  mode: block('How it works.', { fast: optional.bool('Whether it is fast.') }),
};

type A = typeof attributes;
type B = typeof blocks;
export type Definition = ResourceOptions<A, B, { readonly region: string }>;
export type NoteState = State<A> & BlockValues<B>;

/** The state of a note without anything that can be left out. */
export const NOTE: NoteState = {
  name: 'a',
  text: 'Hello',
  label: null,
  region: 'r1',
  size: null,
  tags: null,
  parts: null,
  keys: null,
  slots: null,
  id: 'id-1',
  rule: [],
  peer: [],
  mode: null,
};

/** A resource `sample_note` that works, and does what is given in another way. */
export function sampleNote(other: Partial<Definition> = {}) {
  return resource<A, { readonly region: string }, B>('sample_note', {
    description: 'A note.',
    attributes,
    blocks,
    create: (planned, { client }) => settled(planned, client.region),
    read: (state) => state,
    update: ({ planned }, { client }) => settled(planned, client.region),
    delete: () => undefined,
    ...other,
  });
}

/** The provider of the sample resource. */
export function noteProvider(other: Partial<Definition> = {}) {
  return defineProvider({
    source: 'example.com/a/sample',
    attributes: { region: optional.string('The region of all notes.') },
    configure: ({ region }) => ({ region: region ?? 'r1' }),
    resources: [sampleNote(other)],
    diagnose: (error) =>
      error instanceof RangeError
        ? { severity: 'error', summary: 'Out of range', detail: error.message }
        : undefined,
  });
}

export function note(other: Partial<Definition> = {}): Promise<ManagedResource> {
  return ManagedResource.of(noteProvider(other), 'sample_note');
}

/** The planned object with everything that the provider chooses. */
export function settled(planned: Planned<A> & BlockValues<B>, region: string): NoteState {
  return {
    ...planned,
    region: isUnknown(planned.region) ? region : planned.region,
    id: isUnknown(planned.id) ? 'id-1' : planned.id,
    parts: planned.parts?.map((part) => ({ ...part, length: BigInt(part.word.length) })) ?? null,
    slots:
      planned.slots &&
      Object.fromEntries(
        Object.entries(planned.slots).map(([name, slot]) => [
          name,
          slot && { ...slot, length: BigInt(slot.word.length) },
        ]),
      ),
    keys: planned.keys?.map((key) => ({ ...key, id: `id of ${key.key}` })) ?? null,
  };
}
