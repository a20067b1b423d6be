import {
  TerraformDataSource,
  type TerraformElement,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import { type IValidation } from 'constructs';
import { message } from '../spelling';
import { elementsAround } from '../stack-elements';

/** An element that writes a block with type and name. */
interface Block extends TerraformElement {
  readonly terraformResourceType: string;
}

/**
 * Reports our blocks whose address is invalid or belongs to another block too. CDKTF drops characters that cannot be
 * part of a name and merges blocks of the same address: `nightly.1` and `nightly1` would silently become the later one.
 */
export class AddressesAreValid implements IValidation {
  public constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const blocks = elementsAround(this.stack).filter(isBlock);
    const byAddress = new Map<string, Block[]>();
    for (const block of blocks) {
      const address = addressOf(block);
      byAddress.set(address, [...(byAddress.get(address) ?? []), block]);
    }
    return blocks.filter(isOurs).flatMap((block) => {
      if (!NAME.test(block.friendlyUniqueId)) return [invalidName(block)];
      const others = (byAddress.get(addressOf(block)) ?? []).filter((other) => other !== block);
      return others.map((other) => sameAddress(block, other));
    });
  }
}

const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function isOurs({ terraformResourceType }: Block): boolean {
  return terraformResourceType.startsWith('dds_');
}

function invalidName(block: Block): string {
  return (
    `${pathOf(block)} would be named "${block.friendlyUniqueId}" in Terraform, where names start with a letter or "_": ` +
    message`choose another id, or set a name with overrideLogicalId on its node.defaultChild`
  );
}

function sameAddress(block: Block, other: Block): string {
  return (
    `${pathOf(block)} has the address ${addressOf(block)} in Terraform, and so has ${pathOf(other)}; the two would become ` +
    'one block: choose an id that differs in letters, digits, "-" or "_", the only characters kept in an address'
  );
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
