import {
  type ITerraformDependable,
  type TerraformProvider,
  type TerraformResourceLifecycle,
} from 'cdktf';

/** Arguments that every block accepts which has a single instance. */
export interface BlockArguments {
  /**
   * Provider to use if the stack has several.
   *
   * @default - the provider without an alias
   */
  readonly provider?: TerraformProvider;

  /**
   * What must be created or read first.
   *
   * @default - whatever the arguments refer to
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * Conditions that must hold before and after the block is read.
   *
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
