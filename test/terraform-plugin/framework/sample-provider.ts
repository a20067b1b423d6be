import {
  computed,
  optional,
  optionalAndComputed,
  required,
} from '../../../lib/terraform-plugin/framework/attribute-builders';
import { conflicting } from '../../../lib/terraform-plugin/framework/constraints';
import { dataSource } from '../../../lib/terraform-plugin/framework/data-source';
import { ephemeralResource } from '../../../lib/terraform-plugin/framework/ephemeral-resource';
import { defineProvider, type Provider } from '../../../lib/terraform-plugin/framework/provider';
import { type RequestContext } from '../../../lib/terraform-plugin/framework/request-context';
import { blockList } from '../../../lib/terraform-plugin/framework/schema';

export interface Client {
  readonly greeting: string;
}

type Read = (name: string, context: RequestContext<Client>) => Promise<string | null>;

/**
 * A provider with a data source, `sample_greeting`, and an ephemeral resource, `sample_password`, whose values `read`
 * gives; what is closed lands in `closed`.
 */
export function sampleProvider(
  read: Read = (name, { client }) => Promise.resolve(`${client.greeting}, ${name}`),
  closed: string[] = [],
): Provider {
  const greeting = dataSource('sample_greeting', {
    description: 'Greets.',
    attributes: {
      name: required.string('Whom to greet.', {
        check: (name) => (name === '' ? 'It is empty.' : undefined),
      }),
      title: optional.string('A title.'),
      nickname: optional.string('In place of a title.'),
      pause: optional.duration('A pause before.', { max: '1m' }),
      loudness: optional.integer('How loud.'),
      language: optionalAndComputed.string('Language.'),
      text: computed.string('The greeting.'),
      parts: computed.list('Its parts.', {
        word: computed.string('A word.', { sensitive: true }),
        length: computed.integer('Its length.'),
      }),
    },
    constraints: [conflicting('title', 'nickname')],
    timeouts: { read: '2m' },
    async read(config, context: RequestContext<Client>) {
      const text = await read(config.name, context);
      return {
        ...config,
        language: config.language ?? 'en',
        text,
        parts: (text ?? '').split(' ').map((word) => ({ word, length: BigInt(word.length) })),
      };
    },
  });
  const password = ephemeralResource('sample_password', {
    description: 'A password.',
    attributes: {
      name: required.string('Whose.'),
      value: computed.string('The password.', { sensitive: true }),
    },
    timeouts: { open: '1m' },
    open: async (config, context: RequestContext<Client>) => ({
      result: { ...config, value: await read(config.name, context) },
      private: Buffer.from(config.name),
    }),
    close: (privateState) => {
      closed.push(Buffer.from(privateState).toString());
      return Promise.resolve();
    },
  });
  return defineProvider({
    source: 'example.com/a/sample',
    description: 'A sample.',
    attributes: {
      greeting: optional.string('How to greet.'),
      password: optional.string('A secret.', {
        sensitive: true,
        check: (value) => (value.length < 3 ? 'It is too short.' : undefined),
      }),
      label: optional.string('Accepted, without effect.', { withoutEffect: true }),
      addresses: optional.map('Of them only that of `office` is used.', 'string', {
        usedKeys: ['office'],
        check: (addresses) =>
          Object.values(addresses).includes('') ? 'An address is empty.' : undefined,
      }),
    },
    blocks: {
      role: blockList(
        'A role.',
        {
          name: required.string('Its name.'),
          remark: optional.string('Accepted, without effect.', { withoutEffect: true }),
        },
        { maximum: 2 },
      ),
    },
    configure: ({ greeting: word }) => {
      if (word === null) throw new RangeError('Say how to greet.');
      return { greeting: word };
    },
    dataSources: [greeting],
    ephemeralResources: [password],
    diagnose: (error) =>
      error instanceof RangeError
        ? {
            severity: 'error',
            summary: 'Out of range',
            detail: error.message,
            path: [{ attribute: 'loudness' }],
          }
        : undefined,
  });
}
