import { create, toJson } from '@bufbuild/protobuf';
import { schemaMessage } from '../../../lib/terraform-plugin/framework/schema-message';
import { SchemaSchema } from '../../../lib/terraform-plugin/protocol/tfplugin6_pb';
import { sampleProvider } from './sample-provider';

test('types, presence, secrecy, nesting and blocks reach the engine', () => {
  const { schema } = sampleProvider();
  const source = sampleProvider().dataSources.get('sample_greeting')!;
  expect(toJson(SchemaSchema, create(SchemaSchema, schemaMessage(schema)))).toMatchSnapshot();
  expect(
    toJson(SchemaSchema, create(SchemaSchema, schemaMessage(source.schema))),
  ).toMatchSnapshot();
});
