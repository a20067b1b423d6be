import { TerraformDataSource, type TerraformElement, TerraformResource } from 'cdktf';
import { type IValidation } from 'constructs';
import { elementsAround } from '../stack-elements';

/** An element that writes a block with type and name. */
interface Block extends TerraformElement {
  readonly terraformResourceType: string;
}

/**
 * Says where the address of a block is none, or is that of another block too. CDKTF leaves out what cannot stand in a name
 * and merges blocks of one address: `nightly.1` and `nightly1` would both become the later one, without a word.
 */
export class AddressIsValid implements IValidation {
  public constructor(private readonly block: Block) {}

  public validate(): string[] {
    const { block } = this;
    const path = pathOf(block);
    const name = block.friendlyUniqueId;
    if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) {
      return [
        `${path} would have the name "${name}" in Terraform, where a name begins with a letter or "_": choose another id, ` +
          'or set a name with overrideLogicalId on its node.defaultChild',
      ];
    }
    const address = addressOf(block);
    return elementsAround(block)
      .filter((other) => other !== block && isBlock(other) && addressOf(other) === address)
      .map(
        (other) =>
          `${path} has the address ${address} in Terraform, and so has ${pathOf(other)}; the two would become one: choose ` +
          'an id that differs in letters, digits, "-" or "_", for nothing else stands in an address',
      );
  }
}

function isBlock(element: TerraformElement): element is Block {
  return 'terraformResourceType' in element;
}

function addressOf(block: Block): string {
  const { terraformResourceType, friendlyUniqueId } = block;
  if (TerraformDataSource.isTerraformDataSource(block)) {
    return `data.${terraformResourceType}.${friendlyUniqueId}`;
  }
  const kind = TerraformResource.isTerraformResource(block) ? '' : 'ephemeral.';
  return `${kind}${terraformResourceType}.${friendlyUniqueId}`;
}

/** Of the construct that a user has made; its block is called `Default`. */
function pathOf({ node }: TerraformElement): string {
  return node.path.replace(/\/Default$/, '');
}
