import { inside } from '../cty/steps';
import { unknown, type Value } from '../cty/value';
import { type UpgradeResourceState_Request } from '../protocol/tfplugin6';
import { type Decoded } from '../server/grpc/handlers';
import { DiagnosticsError } from './diagnostics';
import { type Resource } from './resource';
import { brokenRule, objectMessage, recordOf } from './resource-object';
import { resultProblems } from './result-rules';
import { type Schema, schemaType } from './schema';
import { conformed, parseStoredState } from './stored-state';

/** The answer to UpgradeResourceState, which engines ask for each stored state, whatever its version. */
export async function upgradedState(
  resource: Resource<unknown>,
  { version, rawState }: Decoded<UpgradeResourceState_Request>,
) {
  const { name, schema } = resource;
  const current = BigInt(schema.version ?? 0);
  if (version > current) throw tooNew(name, version, current);
  if (rawState === undefined || rawState.json.length === 0) throw tooOld(name);
  const stored = parseStoredState(Buffer.from(rawState.json).toString());
  const state =
    version === current
      ? stored
      : { ...(await upgraded(resource, stored, version)), timeouts: inside(stored, 'timeouts') };
  const values = recordOf(withBlocks(conformed(state, schemaType(schema)), schema));
  const [problem] = resultProblems(schemaType(schema), unknown, values);
  if (problem !== undefined) throw new DiagnosticsError(brokenRule(name, 'upgradeState', problem));
  return { upgradedState: objectMessage(values, resource, 'upgradeState'), diagnostics: [] };
}

async function upgraded({ handlers, name }: Resource<unknown>, stored: Value, version: bigint) {
  // A resource whose version is above 0 has it.
  const state = await handlers.upgradeState?.(recordOf(stored), Number(version));
  if (state !== undefined) return state;
  throw new DiagnosticsError(
    brokenRule(name, 'upgradeState', { path: [], rule: `it has no state of version ${version}` }),
  );
}

/** Blocks of which a stored state has none: they are empty, and not null. */
function withBlocks(state: Value, { blocks }: Schema): Value {
  const repeated = Object.entries(blocks).filter(([, { nesting }]) => nesting !== 'single');
  const values = recordOf(state);
  return {
    ...values,
    ...Object.fromEntries(repeated.map(([name]) => [name, values[name] ?? []])),
  };
}

function tooNew(type: string, version: bigint, current: bigint): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'State is newer than the provider',
    detail:
      `A newer version of the provider has stored this ${type}: its state has version ${version}, ` +
      `and this provider knows versions up to ${current}. Use the newer provider.`,
  });
}

function tooOld(type: string): DiagnosticsError {
  return new DiagnosticsError({
    severity: 'error',
    summary: 'State is too old',
    detail: `The state of this ${type} has the form of Terraform before 0.12. Upgrade it with Terraform 0.12 first.`,
  });
}
