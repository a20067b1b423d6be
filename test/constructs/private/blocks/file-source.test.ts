import {
  Aspects,
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
  function lifecycleWith(change: (block: TerraformResource) => TerraformResourceLifecycle) {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new DdsProvider(stack, 'dds');
    const block = define(stack).node.defaultChild as TerraformResource;
    Aspects.of(stack).add({
      visit: (node) => {
        if (node === block) block.lifecycle = change(block);
      },
    });
    const { lifecycle } = Object.values(
      (JSON.parse(Testing.synth(stack, true)) as Synthesized)[kind]!,
    )[0]!.it!;
    return lifecycle;
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
});

type Kind = 'data' | 'ephemeral' | 'resource';

type Synthesized = Readonly<
  Partial<Record<Kind, Record<string, Record<string, { readonly lifecycle: unknown }>>>>
>;
