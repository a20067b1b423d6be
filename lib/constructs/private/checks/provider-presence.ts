import { TerraformProvider, TerraformStack } from 'cdktf';
import { type IConstruct, type IValidation } from 'constructs';
import { elementsAround } from '../stack-elements';

/** Reports a stack that has no provider for its constructs, and what to add. */
export class ProviderIsPresent implements IValidation {
  public constructor(private readonly construct: IConstruct) {}

  public validate(): string[] {
    const stack = TerraformStack.of(this.construct);
    const present = elementsAround(this.construct).some(
      (element) =>
        TerraformProvider.isTerraformProvider(element) && element.terraformResourceType === 'dds',
    );
    return present
      ? []
      : [
          `stack "${stack.node.id}" has no DdsProvider: add new DdsProvider(this, 'dds', { region: '…' })`,
        ];
  }
}
