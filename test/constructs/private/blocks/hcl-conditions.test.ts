import { type TerraformResourceLifecycle, TerraformStack, Testing } from 'cdktf';
import { Backup, BackupDownloadLinks, BackupQuery, DdsProvider } from '../../../../lib';

const lifecycle: TerraformResourceLifecycle = {
  precondition: [{ condition: '${1 == 1}', errorMessage: 'never' }],
  postcondition: [
    { condition: '${self.id != ""}', errorMessage: 'a "quoted" \\ word\nand "${self.id}"' },
  ],
};

const blocks = `lifecycle {
precondition {
condition = "\${1 == 1}"
error_message = "never"
}
postcondition {
condition = "\${self.id != ""}"
error_message = "a \\"quoted\\" \\\\ word\\nand \\"\${self.id}\\""
}
}`;

test.each<[string, (stack: TerraformStack) => unknown]>([
  [
    'links',
    (stack) =>
      new BackupDownloadLinks(stack, 'links', { instanceId: 'i', backupId: 'b', lifecycle }),
  ],
  ['a backup', (stack) => Backup.fromLookup(stack, 'backup', { lifecycle })],
  ['a backup by ID', (stack) => Backup.fromBackupId(stack, 'backup', 'b', { lifecycle })],
  ['a query', (stack) => new BackupQuery(stack, 'query', { lifecycle })],
])('conditions of %s are blocks in HCL, and their messages are escaped', (_, define) => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  define(stack);
  expect(Testing.synthHcl(stack, true)).toContain(blocks);
});
