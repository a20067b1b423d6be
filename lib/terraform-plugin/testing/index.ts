/** For the tests of any provider; nothing here is part of a provider. */
export { type Call, Engine, type Rpc, type RpcRequest, type RpcResponse, silent } from './engine';
export { ENGINE_ENVIRONMENT } from './engine-environment';
export { type Kept, ManagedResource, type PlannedKept } from './managed-resource';
export { ProviderClient } from './provider-client';
export { buildProviderExecutable } from './provider-executable';
export { type LogLine, ProviderProcess } from './provider-process';
export {
  type EngineRun,
  TerraformProject,
  type TerraformProjectOptions,
} from './terraform-project';
