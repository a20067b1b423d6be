import { TerraformStack, Testing } from 'cdktf';
import { Node } from 'constructs';
import { BackupDownloadLinks, DdsProvider } from '../../../../lib';

/** How often a synth of so many constructs with outputs looks at the children of the stack. */
function looks(count: number): number {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'stack');
  new DdsProvider(stack, 'dds');
  for (let number = 0; number < count; number += 1) {
    const links = new BackupDownloadLinks(stack, `links${number}`, {
      instanceId: 'instance',
      backupId: 'backup',
    });
    links.exportOutputs({ prefix: `links${number}` });
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
