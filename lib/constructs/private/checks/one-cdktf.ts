import * as fs from 'node:fs';
import * as path from 'node:path';
import { TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';

/**
 * Throws if the stack was created by a different copy of cdktf, perhaps under another name. Two copies mostly work
 * together, but neither sees the aspects of the other, so outputs with links would not be hidden.
 */
export function requireOneCdktf(construct: IConstruct): void {
  const stack: object = TerraformStack.of(construct);
  if (stack instanceof TerraformStack) return;
  const theirs = locationOf(classOf(stack)) ?? 'another location';
  const ours = locationOf(TerraformStack) ?? require.resolve('cdktf');
  throw new Error(
    `${construct.node.path}: there are two copies of cdktf, which do not work together. The stack was created by the one ` +
      `in ${theirs}, but cdktf-huaweicloud-dds uses the one in ${ours}. Make "npm ls cdktf" show a single copy: run ` +
      '"npm dedupe", use the name "cdktf" for an alias of cdktf, and install the packed library (npm pack) instead of ' +
      'using "npm link"',
  );
}

/** The class `TerraformStack` that a stack is an instance of. */
function classOf(stack: object): unknown {
  let prototype = Object.getPrototypeOf(stack) as object | null;
  while (prototype !== null && prototype.constructor.name !== 'TerraformStack') {
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return prototype?.constructor;
}

/** The package and version that a `TerraformStack` is from. Undefined if it was not loaded from a file of its own. */
function locationOf(stackClass: unknown): string | undefined {
  const [file] =
    Object.entries(require.cache).find(
      ([name, loaded]) =>
        path.basename(name) === 'terraform-stack.js' &&
        (loaded?.exports as { TerraformStack?: unknown } | undefined)?.TerraformStack ===
          stackClass,
    ) ?? [];
  if (file === undefined) return undefined;
  const folder = path.join(path.dirname(file), '..');
  const { name, version } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string };
  return `${folder} (${name} ${version})`;
}
