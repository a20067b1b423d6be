import {
  computed,
  defineProvider,
  isUnknown,
  optional,
  required,
  serve,
  unknown,
  withDefault,
} from '../../lib/terraform-plugin';
import { readNote, removeNote, sizeOf, writeNote } from './notes';

const toy = defineProvider({
  source: 'example.com/x/toy',
  attributes: { greeting: optional.string('What to say.') },
  configure: ({ greeting }) => ({ greeting: greeting ?? 'Hello' }),
});

toy.dataSource('toy_hello', {
  attributes: { name: required.string('Whom to greet.'), text: computed.string('The greeting.') },
  read: (config, { client }) => ({ ...config, text: `${client.greeting}, ${config.name}` }),
});

toy.resource('toy_note', {
  description: 'A text in a file.',
  attributes: {
    path: required.string('The file.', { requiresReplace: true }),
    text: withDefault(optional.string('What is in it. Defaults to `Hello`.'), 'Hello'),
    size: computed.integer('Its size in bytes.'),
  },
  plan: ({ proposed: { text } }) => ({
    planned: { size: isUnknown(text) ? unknown : sizeOf(text) },
  }),
  create: ({ path, text }) => writeNote(path, text),
  read: ({ path }) => readNote(path),
  update: ({ planned: { path, text } }) => writeNote(path, text),
  delete: ({ path }) => removeNote(path),
  importState: (path) => readNote(path),
});

serve(toy);
