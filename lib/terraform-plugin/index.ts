/** Terraform providers in TypeScript. What a provider needs is here; everything else below is internal. */
export { Decimal } from './cty/decimal';
export { attributePath, type Path, type PathStep } from './cty/path';
export { isObject, type Value } from './cty/value';
export {
  type Attribute,
  type Attributes,
  type Config,
  type Element,
  type ElementValue,
  type MapValue,
  type State,
} from './framework/attribute';
export {
  type AttributeOptions,
  computed,
  type DurationOptions,
  type MapOptions,
  optional,
  optionalAndComputed,
  orComputed,
  required,
} from './framework/attribute-builders';
export { conflicting, type Constraint, together, type Violation } from './framework/constraints';
export { dataSource, type DataSource, type DataSourceOptions } from './framework/data-source';
export { DefinitionError } from './framework/definition-error';
export { type Diagnostic, DiagnosticsError } from './framework/diagnostics';
export { durationInMilliseconds } from './framework/duration';
export {
  ephemeralResource,
  type EphemeralResource,
  type EphemeralResourceOptions,
  type Opened,
} from './framework/ephemeral-resource';
export {
  type ConfigureContext,
  type DefinedProvider,
  defineProvider,
  type Provider,
  type ProviderOptions,
} from './framework/provider';
export { type RequestContext } from './framework/request-context';
export {
  block,
  type Block,
  blockList,
  type BlockOptions,
  type Blocks,
  blockSet,
  type BlockValues,
  type RepeatedBlockOptions,
} from './framework/schema';
export { schemaJson } from './framework/schema-json';
export { serve } from './framework/serve';
export { type Logger } from './server/logger';
