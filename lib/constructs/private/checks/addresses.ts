import { TerraformDataSource, type TerraformElement, TerraformResource } from 'cdktf';
import { type IValidation } from 'constructs';
import { message } from '../spelling';
import { elementsAround } from '../stack-elements';

/** An element that writes a block with type and name. */
interface Block extends TerraformElement {
  readonly terraformResourceType: string;
}

/**
 * Reports a block whose address is invalid or belongs to another block too. CDKTF drops characters that cannot be part
 * of a name and merges blocks of the same address: `nightly.1` and `nightly1` would silently become the later one.
 */
export class AddressIsValid implements IValidation {
  public constructor(private readonly block: Block) {}

  public validate(): string[] {
    const { block } = this;
    const path = pathOf(block);
    const name = block.friendlyUniqueId;
    if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) {
      return [
        `${path} would be named "${name}" in Terraform, where names start with a letter or "_": choose another id, ` +
          message`or set a name with overrideLogicalId on its node.defaultChild`,
      ];
    }
    const address = addressOf(block);
    return elementsAround(block)
      .filter((other) => other !== block && isBlock(other) && addressOf(other) === address)
      .map(
        (other) =>
          `${path} has the address ${address} in Terraform, and so has ${pathOf(other)}; the two would become one block: ` +
          'choose an id that differs in letters, digits, "-" or "_", the only characters kept in an address',
      );
  }
}

function isBlock(element: TerraformElement): element is Block {
  return 'terraformResourceType' in element;
}

/** The address of a block, as in an expression. */
export function addressOf(block: Block): string {
  const { terraformResourceType, friendlyUniqueId } = block;
  if (TerraformDataSource.isTerraformDataSource(block)) {
    return `data.${terraformResourceType}.${friendlyUniqueId}`;
  }
  const kind = TerraformResource.isTerraformResource(block) ? '' : 'ephemeral.';
  return `${kind}${terraformResourceType}.${friendlyUniqueId}`;
}

/** The path of the construct that the user created, whose block is called `Default`. */
function pathOf({ node }: TerraformElement): string {
  return node.path.replace(/\/Default$/, '');
}
