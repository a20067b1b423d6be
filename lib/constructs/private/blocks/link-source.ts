import { type IResolvable, Lazy, ref, TerraformStack, Token } from 'cdktf';
import { keepLinksSecret } from '../secrets/secret-links';
import { FileSource } from './file-source';

/** The block that reads the links. */
export class LinkSource extends FileSource {
  /** Throws if the block has several instances. */
  public override interpolationForAttribute(attribute: string): IResolvable {
    const reference = super.interpolationForAttribute(attribute);
    const hide = this.ephemeral ? undefined : hiderOf(attribute);
    return hide === undefined ? reference : this.hiddenElsewhere(reference, hide);
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
  if (attribute.endsWith(']')) return hideLinkOf;
  return attribute.endsWith('.download_link') ? (link) => `sensitive(${link})` : undefined;
}

function hideLinkOf(file: string): string {
  return `merge(${file}, {download_link = sensitive(${file}.download_link)})`;
}
