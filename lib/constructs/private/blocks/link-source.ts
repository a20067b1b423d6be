import {
  type IInterpolatingParent,
  type IResolvable,
  Lazy,
  ref,
  TerraformDataSource,
  TerraformStack,
  Token,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { keepLinksSecret } from '../secrets/secret-links';
import { type EphemeralBlock } from './ephemeral-block';
import { requireOneInstance } from './many-instances';

/** A condition that must hold once the links are read, and the error message if it does not. */
export interface Requirement {
  readonly condition: string;
  readonly errorMessage: string;
}

/** The block that reads the links, as the parent of the objects that CDKTF derives from its attributes. */
export class LinkSource implements IInterpolatingParent {
  public constructor(
    public readonly construct: IConstruct,
    private readonly block: TerraformDataSource | EphemeralBlock,
  ) {}

  /** Whether the values must not be shown even in an error message. */
  public get ephemeral(): boolean {
    return !TerraformDataSource.isTerraformDataSource(this.block);
  }

  /** Throws if the block has several instances. */
  public interpolationForAttribute(attribute: string): IResolvable {
    const { block } = this;
    const reference = block.interpolationForAttribute(attribute);
    if (!TerraformDataSource.isTerraformDataSource(block)) return reference;
    requireOneInstance(this.construct, block, attribute.replace(/\W.*/s, ''));
    const hide = hiderOf(attribute);
    return hide === undefined ? reference : this.hiddenElsewhere(reference, hide);
  }

  /** The address of an attribute, for use within expressions. */
  public address(attribute: string): string {
    const prefix = this.ephemeral ? 'ephemeral' : 'data';
    const { block } = this;
    const address = Lazy.stringValue({
      produce: () => `${prefix}.${block.terraformResourceType}.${block.friendlyUniqueId}`,
    });
    return `${address}.${attribute}`;
  }

  /** Makes the run fail once the links are read if the requirement is not met. */
  public require(requirement: Requirement): void {
    const { block } = this;
    const postcondition = block.lifecycle?.postcondition ?? [];
    if (postcondition.some(({ condition }) => condition === requirement.condition)) return;
    block.lifecycle = { ...block.lifecycle, postcondition: [...postcondition, requirement] };
  }

  /** To the engine, what a stack reads from the state of another is not secret unless marked as such. */
  private hiddenElsewhere(reference: IResolvable, hide: (value: string) => string): IResolvable {
    const home = TerraformStack.of(this.construct);
    return Lazy.anyValue({
      produce: ({ scope }) => {
        const stack = TerraformStack.of(scope);
        if (stack === home) return reference;
        keepLinksSecret(stack);
        return ref(hide(Token.asString(reference)));
      },
    });
  }
}

/** Marks the links in the value of an attribute as sensitive. Undefined if it contains none. */
function hiderOf(attribute: string): ((value: string) => string) | undefined {
  if (attribute === 'files') return (files) => `[for file in ${files} : ${hideLinkOf('file')}]`;
  if (/^files\[.*\]$/s.test(attribute)) return hideLinkOf;
  if (/^files\[.*\]\.download_link$/s.test(attribute)) return (link) => `sensitive(${link})`;
  return undefined;
}

function hideLinkOf(file: string): string {
  return `merge(${file}, {download_link = sensitive(${file}.download_link)})`;
}
