import { TerraformProvider, TerraformStack } from 'cdktf';
import { type IValidation } from 'constructs';
import { elementsAround } from '../stack-elements';

/** CDKTF silently writes two providers with the same alias, or with none. The engine then fails. */
export class ProvidersAreDistinct implements IValidation {
  public constructor(private readonly provider: TerraformProvider) {}

  public validate(): string[] {
    const { terraformResourceType, alias } = this.provider;
    const stack = TerraformStack.of(this.provider);
    const alike = elementsAround(this.provider)
      .filter((element) => TerraformProvider.isTerraformProvider(element))
      .filter(
        (other) => other.terraformResourceType === terraformResourceType && other.alias === alias,
      );
    // One message for all of them, reported by the first.
    if (alike.length < 2 || alike[0] !== this.provider) return [];
    const paths = alike.map(({ node }) => node.path).join(' and ');
    return alias === undefined
      ? [
          `stack "${stack.node.id}" has several DdsProviders without alias, ${paths}: give all but one an alias, and pass those as provider to the constructs that should use them`,
        ]
      : [
          `stack "${stack.node.id}" has several DdsProviders with the alias "${alias}", ${paths}: give each one its own`,
        ];
  }
}
