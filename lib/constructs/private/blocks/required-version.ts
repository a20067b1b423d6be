import { type TerraformStack } from 'cdktf';
import { demandsAtLeast } from '../version-constraint';

/**
 * What an element of the stack writes besides its block, so that the stack requires an engine of version `minimum` or
 * newer in addition to what it already requires. To be called when the stack is written, after the user's last override.
 */
export function requiringEngine(stack: TerraformStack, minimum: string): object {
  const { terraform } = (stack as unknown as WithOverrides).rawOverrides;
  const given = terraform?.required_version;
  if (typeof given !== 'string') return { terraform: { required_version: `>= ${minimum}` } };
  // An override of the user replaces what elements write.
  if (!demandsAtLeast(given, minimum)) {
    stack.addOverride('terraform.required_version', `${given}, >= ${minimum}`);
  }
  return {};
}

/** Private in CDKTF, which has no other way to read overrides. */
interface WithOverrides {
  readonly rawOverrides: { readonly terraform?: { readonly required_version?: unknown } };
}
