import * as fs from 'node:fs';
import * as path from 'node:path';
import { TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';

/**
 * Throws where the stack was made by another copy of cdktf than this library's, be it under another name. They pass for
 * the same in much, but neither sees the aspects of the other, and outputs with links would not be hidden.
 */
export function requireOneCdktf(construct: IConstruct): void {
  const stack: object = TerraformStack.of(construct);
  if (stack instanceof TerraformStack) return;
  const theirs = locationOf(classOf(stack)) ?? 'another place';
  const ours = locationOf(TerraformStack) ?? require.resolve('cdktf');
  throw new Error(
    `${construct.node.path}: there are two copies of cdktf, and they do not work together. The stack was made by the one in ` +
      `${theirs}, cdktf-huaweicloud-dds uses the one in ${ours}. Let "npm ls cdktf" show a single one: run "npm dedupe", let ` +
      'an alias of cdktf have the name "cdktf", and in place of "npm link" install the packed library (npm pack)',
  );
}

/** The `TerraformStack` that a stack is one of. */
function classOf(stack: object): unknown {
  let prototype = Object.getPrototypeOf(stack) as object | null;
  while (prototype !== null && prototype.constructor.name !== 'TerraformStack') {
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
  return prototype?.constructor;
}

/** The package that a `TerraformStack` is from, with its version, where it was loaded from a file of its own. */
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
