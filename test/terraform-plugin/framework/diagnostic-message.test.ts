import { type Path } from '../../../lib/terraform-plugin/cty/path';
import { optional } from '../../../lib/terraform-plugin/framework/attribute-builders';
import { diagnosticMessages } from '../../../lib/terraform-plugin/framework/diagnostic-message';
import { blockList } from '../../../lib/terraform-plugin/framework/schema';

const open = optional.string('May be shown.');
const secret = optional.string('May not be shown.', { sensitive: true });
const schema = {
  attributes: {
    open,
    secret,
    constructor: open,
    files: optional.list('With a secret.', { open, secret }),
  },
  blocks: {
    harmless: blockList('Without secrets.', { open }),
    delicate: blockList('With a secret.', { open, secret }),
  },
};

const isShown = (...names: string[]) => {
  const path: Path = names.map((attribute) => ({ attribute }));
  const problem = { severity: 'error', summary: 'S', detail: 'D', path } as const;
  return diagnosticMessages([problem], schema)[0]?.attribute !== undefined;
};

// The engine prints the lines to which a path leads; in JSON these are all lines of a block.
test.each<[string[], boolean]>([
  [['open'], true],
  [['secret'], false],
  [['harmless'], true],
  [['harmless', 'open'], true],
  [['delicate'], false],
  [['delicate', 'open'], true],
  [['delicate', 'secret'], false],
  [['files', 'open'], false],
  [['files', 'secret'], false],
  [['constructor'], true],
  [['unheard of'], false],
  [['toString'], false],
  [['harmless', 'toString'], false],
  [[], false],
])('whether a path to %j is shown is %s', (names, shown) => {
  expect(isShown(...names)).toBe(shown);
});
