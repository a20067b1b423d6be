import { createHash } from 'node:crypto';
import { type IResolvable, type TerraformStack } from 'cdktf';
import { resolved } from '../resolved';

/**
 * Gives the output through which other stacks read a value a unique name. To be called before CDKTF reads that name.
 *
 * CDKTF derives it from the expression without its punctuation: `files.named('a.b')` and `files.named('ab')` would
 * become the same output, and one of the two links would silently be replaced by the other.
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

/** An attribute of a block or of an element of a list: `data.type.name.files[0].size`, `type.name.bucket`. */
const PLAIN_ATTRIBUTE = /^(?:data\.)?[\w-]+(?:\.[\w-]+){2}(?:\[\d+\](?:\.\w+)?)?$/;

const MAX_LENGTH = 200;
