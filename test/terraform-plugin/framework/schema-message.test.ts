import { schemaMessage } from '../../../lib/terraform-plugin/framework/schema-message';
import { Schema } from '../../../lib/terraform-plugin/protocol/tfplugin6';
import { Schema as ReceivedSchema } from '../../../lib/terraform-plugin/testing/protocol/tfplugin6';
import { sampleProvider } from './sample-provider';

test('the engine receives types, presence, sensitivity, nesting and blocks', () => {
  const { schema, dataSources } = sampleProvider();
  expect(sent(schemaMessage(schema))).toMatchSnapshot();
  expect(sent(schemaMessage(dataSources.get('sample_greeting')!.schema))).toMatchSnapshot();
});

/** What an engine decodes, without the fields that have their zero value; bytes are JSON. */
function sent(message: Schema): unknown {
  const decoded = ReceivedSchema.decode(Schema.encode(message).finish());
  return JSON.parse(JSON.stringify(decoded, (_name, value: unknown) => nonZero(value)));
}

function nonZero(value: unknown): unknown {
  if (value instanceof Uint8Array)
    return value.length > 0 ? Buffer.from(value).toString() : undefined;
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  if (typeof value === 'bigint') return nonZero(Number(value));
  return value === 0 || value === '' || value === false ? undefined : value;
}
