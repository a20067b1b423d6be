import { type TerraformResourceLifecycle } from 'cdktf';

/** Lets a run fail where a block has several files, or none, and name them. */
export function requireOnlyFile(block: { lifecycle?: TerraformResourceLifecycle }): void {
  const postcondition = block.lifecycle?.postcondition ?? [];
  if (postcondition.includes(ONLY_FILE)) return;
  block.lifecycle = { ...block.lifecycle, postcondition: [...postcondition, ONLY_FILE] };
}

const ONLY_FILE = {
  condition: '${length(self.files) == 1}',
  errorMessage:
    'downloadLink is for a backup with one file, but this one has ${length(self.files)}: ' +
    '${join(", ", self.files[*].name)}. Choose one with files.get(index).downloadLink.',
};
