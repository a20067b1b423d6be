import { computed, defineProvider, optional, required, serve } from '../../lib/terraform-plugin';

const toy = defineProvider({
  source: 'example.com/x/toy',
  attributes: { greeting: optional.string('What to say.') },
  configure: ({ greeting }) => ({ greeting: greeting ?? 'Hello' }),
});

toy.dataSource('toy_hello', {
  attributes: { name: required.string('Whom to greet.'), text: computed.string('The greeting.') },
  read: (config, { client }) => ({ ...config, text: `${client.greeting}, ${config.name}` }),
});

serve(toy);
