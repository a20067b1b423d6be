/** Terraform providers in TypeScript. What a provider needs is here; everything else below is internal. */
export { Decimal } from './cty/decimal';
export { attributePath, type Path, type PathStep } from './cty/path';
export { isObject, isUnknown, unknown, type Unknown, type Value } from './cty/value';
export {
  type Attribute,
  type Attributes,
  type Config,
  type Element,
  type ElementValue,
  type MapValue,
  type Partly,
  type PartlyKnown,
  type Planned,
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
  withDefault,
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
export { type Json, type JsonObject, type PrivateState } from './framework/private-state';
export { type RequestContext } from './framework/request-context';
export {
  type ApplyContext,
  type PlanContext,
  type PlannedChange,
  type PlanResult,
  resource,
  type Resource,
  type ResourceContext,
  type ResourceOptions,
  type ResourceTimeouts,
  type Warning,
} from './framework/resource';
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
export { encodedSchemas, type LoadableProvider, serve } from './framework/serve';
export { type Logger } from './server/log/logger';
