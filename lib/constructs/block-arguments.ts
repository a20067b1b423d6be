import {
  type ITerraformDependable,
  type TerraformProvider,
  type TerraformResourceLifecycle,
} from 'cdktf';

/** What can be said of every block that there is one of. */
export interface BlockArguments {
  /**
   * The provider, where the stack has several.
   *
   * @default - the provider without alias
   */
  readonly provider?: TerraformProvider;

  /**
   * What has to be there before.
   *
   * @default - what the arguments refer to
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * Conditions that must hold before the block is read, and after.
   *
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
