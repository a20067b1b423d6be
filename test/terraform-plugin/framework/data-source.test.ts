import { computed, required } from '../../../lib/terraform-plugin/framework/attribute-builders';
import { dataSource } from '../../../lib/terraform-plugin/framework/data-source';
import { defineProvider } from '../../../lib/terraform-plugin/framework/provider';
import { Engine } from '../../../lib/terraform-plugin/testing/engine';

const attributes = { name: required.string('Whom to greet.'), text: computed.string('A text.') };
const greet = ({ name }: { name: string }) => ({ name, text: `Hello, ${name}` });

test('a definition without time-outs, blocks and description has the defaults', () => {
  const { schema, timeouts } = dataSource('sample_hello', { attributes, read: greet });
  expect(timeouts).toEqual({ read: '5m' });
  expect(schema).toMatchObject({ description: '', constraints: [], attributes });
  expect(Object.keys(schema.blocks)).toEqual(['timeouts']);
  expect(schema.blocks.timeouts?.attributes.read?.description).toContain('Defaults to `5m`.');
});

test('a time-out of the definition is the default that its schema names', () => {
  const { schema, timeouts } = dataSource('sample_hello', {
    attributes,
    timeouts: { read: '30s' },
    read: greet,
  });
  expect(timeouts).toEqual({ read: '30s' });
  expect(schema.blocks.timeouts?.attributes.read?.description).toContain('Defaults to `30s`.');
});

test.each<
  [string, typeof greet | ((config: { name: string }) => Promise<ReturnType<typeof greet>>)]
>([
  ['at once', greet],
  ['later', (config) => Promise.resolve(greet(config))],
])('its handler may answer %s', async (_, read) => {
  const source = dataSource('sample_hello', { attributes, read });
  const provider = defineProvider({ source: 'example.com/a/sample', dataSources: [source] });
  const engine = new Engine(provider, 'sample_hello');
  await engine.configure();
  expect((await engine.read({ name: 'Ann' })).state).toHaveProperty('text', 'Hello, Ann');
});
