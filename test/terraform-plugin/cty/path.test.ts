import { attributePath, formatPath } from '../../../lib/terraform-plugin/cty/path';

test('a path is written as in Terraform', () => {
  expect(formatPath([{ attribute: 'files' }, { index: 0 }, { attribute: 'name' }])).toBe(
    'files[0].name',
  );
  expect(formatPath([...attributePath('endpoints'), { key: 'd"ds' }])).toBe('endpoints["d\\"ds"]');
  expect(formatPath([])).toBe('');
});
