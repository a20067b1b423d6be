import {
  computed,
  optional,
  required,
} from '../../../lib/terraform-plugin/framework/attribute-builders';
import { withoutEmptyStrings } from '../../../lib/terraform-plugin/framework/empty-strings';
import { blockList, timeoutsBlock } from '../../../lib/terraform-plugin/framework/schema';

const schema = {
  attributes: {
    name: required.string('Must be there.'),
    part: optional.string('May be left out.'),
    id: computed.string('Given by the provider.'),
  },
  blocks: {
    role: blockList('Repeated.', { account: optional.string('May be left out.') }),
    timeouts: timeoutsBlock({ read: '1m' }),
  },
};

test('an empty string means an optional argument that is left out, in blocks too', () => {
  const config = {
    ...{ name: '', part: '', id: null },
    ...{ role: [{ account: '' }, { account: ' ' }], timeouts: { read: '' } },
  };
  expect(withoutEmptyStrings(config, schema)).toEqual({
    ...{ name: '', part: null, id: null },
    ...{ role: [{ account: null }, { account: ' ' }], timeouts: { read: null } },
  });
});

test('a block that is left out stays left out', () => {
  const config = { name: 'n', part: null, id: null, role: [], timeouts: null };
  expect(withoutEmptyStrings(config, schema)).toEqual(config);
  expect(withoutEmptyStrings(null, schema)).toBeNull();
});
