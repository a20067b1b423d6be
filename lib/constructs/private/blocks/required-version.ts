import { type TerraformStack } from 'cdktf';
import { demandsAtLeast } from '../version-constraint';

/**
 * Makes a stack require an engine of `minimum` or newer, in addition to what it requires already. To be called when the
 * stack is written, after the last override of the user.
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

/** What CDKTF keeps private: only there it can be read. */
interface WithOverrides {
  readonly rawOverrides: { readonly terraform?: { readonly required_version?: unknown } };
}
