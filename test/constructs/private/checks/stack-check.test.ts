import { TerraformStack, Testing } from 'cdktf';
import { Node } from 'constructs';
import { BackupDownloadLinks, DdsProvider, EphemeralBackupDownloadLinks } from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

/** How often a synth of so many constructs with outputs looks at the children of the stack. */
function looks(count: number): number {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'stack');
  new DdsProvider(stack, 'dds');
  for (let number = 0; number < count; number += 1) {
    const links = new BackupDownloadLinks(stack, `links${number}`, ids);
    links.exportOutputs({ prefix: `links${number}` });
    new EphemeralBackupDownloadLinks(stack, `ephemeral${number}`, ids);
  }
  let found = 0;
  const children = Object.getOwnPropertyDescriptor(Node.prototype, 'children');
  Object.defineProperty(stack.node, 'children', {
    get(this: Node) {
      found += 1;
      return children?.get?.call(this) as unknown;
    },
  });
  app.synth();
  return found;
}

test('a synth walks through a stack no more often for many constructs than for few', () => {
  expect(looks(40)).toBe(looks(4));
});
