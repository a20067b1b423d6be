import { createHash } from 'node:crypto';
import { type IResolvable, type TerraformStack } from 'cdktf';
import { resolved } from '../resolved';

/**
 * Gives the output by which other stacks read a value a name that no other value has. To be called before CDKTF asks for
 * that name: CDKTF makes it from the expression without its punctuation, so that `files.named('a.b')` and
 * `files.named('ab')` would become one output, and one of the two links would silently be the other.
 */
export function nameCrossStackOutput(home: TerraformStack, value: IResolvable): void {
  const expression = String(resolved(home, value)).slice('${'.length, -'}'.length);
  if (PLAIN_ATTRIBUTE.test(expression)) return;
  const output = home.registerOutgoingCrossStackReference(expression);
  const digest = createHash('sha256').update(expression).digest('hex');
  output.overrideLogicalId(
    `${output.node.id.replace(/[^\w-]/g, '').slice(0, MAX_LENGTH)}-${digest.slice(0, 8)}`,
  );
}

/** An attribute, or that of an element of a list: `data.type.name.files[0].size`. */
const PLAIN_ATTRIBUTE = /^data(?:\.[\w-]+){3}(?:\[\d+\](?:\.\w+)?)?$/;

const MAX_LENGTH = 200;
