import { TerraformStack } from 'cdktf';
import { type IConstruct, type IValidation } from 'constructs';

/** A check of a whole stack. */
export type StackCheck = new (stack: TerraformStack) => IValidation;

const checked = new WeakMap<TerraformStack, Set<StackCheck>>();

/** Checks the construct's stack, once, however many constructs ask for it: each check walks through the whole stack. */
export function checkStackOf(construct: IConstruct, Check: StackCheck): void {
  const stack = TerraformStack.of(construct);
  const checks = checked.get(stack) ?? new Set();
  if (checks.has(Check)) return;
  checked.set(stack, checks.add(Check));
  stack.node.addValidation(new Check(stack));
}
