import * as fs from 'node:fs';
import * as path from 'node:path';
import { TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { CDK, LIBRARY } from '../library';

/**
 * Throws if the stack was created by CDK Terrain and this package is for CDKTF, or the other way round, and if it was
 * created by a different copy of the same. Two copies mostly work together, but neither sees the aspects of the other, so
 * outputs with links would not be hidden. TypeScript accepts the stack of the other, whose synth then fails in itself.
 */
export function requireOneCdktf(construct: IConstruct): void {
  const stack: object = TerraformStack.of(construct);
  if (stack instanceof TerraformStack) return;
  const stackClass = classOf(stack);
  const theirs = cdkOf(stackClass);
  const reason =
    theirs === undefined || theirs === CDK ? twoCopies(stackClass) : otherPackage(theirs);
  throw new Error(`${construct.node.path}: ${reason}`);
}

function otherPackage(cdk: typeof CDK): string {
  const fitting = LIBRARY.replace(CDK, cdk);
  return (
    `the stack was created by ${cdk}, but ${LIBRARY} is for ${CDK}. ` +
    `Install ${fitting} instead of ${LIBRARY}, and import the constructs from there`
  );
}

function twoCopies(stackClass: unknown): string {
  const theirs = locationOf(stackClass) ?? 'another location';
  const ours = locationOf(TerraformStack) ?? require.resolve('cdktf');
  return (
    `there are two copies of ${CDK}, which do not work together. The stack was created by the one in ${theirs}, ` +
    `but ${LIBRARY} uses the one in ${ours}. Make "npm ls ${CDK}" show a single copy: run "npm dedupe", ` +
    `use the name "${CDK}" for an alias of ${CDK}, and install the packed library (npm pack) instead of using "npm link"`
  );
}

/** The package that a class is from, as jsii notes it on the class, whatever name the package is installed under. */
function cdkOf(stackClass: unknown): typeof CDK | undefined {
  const noted = (stackClass as Noted | undefined)?.[Symbol.for('jsii.rtti')]?.fqn?.split('.')[0];
  return noted === 'cdktf' || noted === 'cdktn' ? noted : undefined;
}

type Noted = Readonly<Record<symbol, { readonly fqn?: string } | undefined>>;

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
