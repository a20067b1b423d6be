import { schemaJson } from '../../../lib/terraform-plugin/framework/schema-json';
import { sampleProvider } from './sample-provider';

test('schemas are printed in the form of `terraform providers schema -json`', () => {
  expect(schemaJson(sampleProvider())).toMatchSnapshot();
});
