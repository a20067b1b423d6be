import { TerraformProvider, type TerraformStack } from 'cdktf';
import { type IValidation } from 'constructs';
import { elementsAround } from '../stack-elements';

/** Reports a stack that has no provider for its constructs, and what to add. */
export class ProviderIsPresent implements IValidation {
  public constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const present = elementsAround(this.stack).some(
      (element) =>
        TerraformProvider.isTerraformProvider(element) && element.terraformResourceType === 'dds',
    );
    return present
      ? []
      : [
          `stack "${this.stack.node.id}" has no DdsProvider: add new DdsProvider(this, 'dds', { region: '…' })`,
        ];
  }
}
