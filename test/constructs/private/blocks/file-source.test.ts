import {
  Aspects,
  TerraformLocal,
  type TerraformResource,
  type TerraformResourceLifecycle,
  TerraformStack,
  Testing,
} from 'cdktf';
import { type Node } from 'constructs';
import {
  BackupDownload,
  BackupDownloadLinks,
  DdsProvider,
  EphemeralBackupDownloadLinks,
} from '../../../../lib';

const ids = { instanceId: 'instance', backupId: 'backup' };

describe.each<[string, Kind, (stack: TerraformStack) => { node: Node; used: unknown }]>([
  [
    'links',
    'data',
    (stack) => {
      const links = new BackupDownloadLinks(stack, 'it', ids);
      return { node: links.node, used: links.downloadLink };
    },
  ],
  [
    'ephemeral links',
    'ephemeral',
    (stack) => {
      const links = new EphemeralBackupDownloadLinks(stack, 'it', ids);
      return { node: links.node, used: links.downloadLink };
    },
  ],
  [
    'a download',
    'resource',
    (stack) => {
      const download = new BackupDownload(stack, 'it', { ...ids, directory: 'files' });
      return { node: download.node, used: download.files.only };
    },
  ],
])('the check for the only file of %s', (_, kind, define) => {
  function blockInStack() {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new DdsProvider(stack, 'dds');
    return { stack, block: define(stack).node.defaultChild as TerraformResource };
  }

  function lifecycleWith(change: (block: TerraformResource) => TerraformResourceLifecycle) {
    const { stack, block } = blockInStack();
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === block) block.lifecycle = change(block);
      },
    });
    return lifecycleIn(stack);
  }

  function lifecycleIn(stack: TerraformStack) {
    const written = JSON.parse(Testing.synth(stack, true)) as Synthesized;
    return Object.values(written[kind]!)[0]!.it!.lifecycle;
  }

  const check = expect.objectContaining({ condition: '${length(self.files) == 1}' }) as object;
  const precondition = [{ condition: '${true}', errorMessage: 'never' }];
  const postcondition = [{ condition: '${self.id != ""}', errorMessage: 'never' }];

  test('remains when an aspect replaces the lifecycle', () => {
    expect(lifecycleWith(() => ({ precondition, postcondition }))).toEqual({
      precondition: [{ condition: '${true}', error_message: 'never' }],
      postcondition: [{ condition: '${self.id != ""}', error_message: 'never' }, check],
    });
  });

  test('is there once when an aspect extends the lifecycle', () => {
    expect(lifecycleWith(({ lifecycle }) => ({ ...lifecycle, precondition }))).toEqual({
      precondition: [{ condition: '${true}', error_message: 'never' }],
      postcondition: [check],
    });
  });

  test('leaves room for a condition that is added to the list of the block', () => {
    const { stack, block } = blockInStack();
    block.lifecycle = { postcondition: [] };
    block.lifecycle.postcondition?.push(...postcondition);
    expect(lifecycleIn(stack)).toEqual({
      postcondition: [{ condition: '${self.id != ""}', error_message: 'never' }, check],
    });
    expect(block.lifecycle).toEqual({ postcondition });
  });
});

test('the checks for the only file of links and of a download are in HCL, too', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds');
  new TerraformLocal(stack, 'used', [
    new BackupDownloadLinks(stack, 'links', ids).downloadLink,
    new BackupDownload(stack, 'download', { ...ids, directory: 'files' }).files.only,
  ]);
  const check = 'postcondition {\ncondition = "${length(self.files) == 1}"';
  expect(String(Testing.synthHcl(stack)).split(check)).toHaveLength(3);
});

type Kind = 'data' | 'ephemeral' | 'resource';

type Synthesized = Readonly<
  Partial<Record<Kind, Record<string, Record<string, { readonly lifecycle: unknown }>>>>
>;
