import { type TerraformStack } from 'cdktf';
import { demandsAtLeast } from '../version-constraint';

/**
 * Makes a stack require an engine of version `minimum` or newer, in addition to what it already requires. To be called
 * when the stack is written, after the user's last override.
 */
export function requireEngine(stack: TerraformStack, minimum: string): void {
  const { terraform } = (stack as unknown as WithOverrides).rawOverrides;
  const given = terraform?.required_version;
  if (typeof given !== 'string') {
    stack.addOverride('terraform.required_version', `>= ${minimum}`);
  } else if (!demandsAtLeast(given, minimum)) {
    stack.addOverride('terraform.required_version', `${given}, >= ${minimum}`);
  }
}

/** Private in CDKTF, which has no other way to read overrides. */
interface WithOverrides {
  readonly rawOverrides: { readonly terraform?: { readonly required_version?: unknown } };
}
