import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  Annotations,
  type IStackSynthesizer,
  type ISynthesisSession,
  type TerraformStack,
} from 'cdktf';
import { carryInto, type CarriedProvider } from './carried-provider';
import { warningOfHiddenProvider } from './cli-configuration';
import { type RequiredProvider } from './dependency-lock';

const carrying = new WeakSet<TerraformStack>();

/** Puts the provider into the stack's folder whenever it is synthesized, once however often a stack asks for it. */
export function carryProvider(stack: TerraformStack, provider: CarriedProvider): void {
  if (carrying.has(stack)) return;
  carrying.add(stack);
  stack.synthesizer = new CarryingSynthesizer(stack, stack.synthesizer, provider);
}

/**
 * Does what the stack's own synthesizer does, and puts the provider beside it.
 *
 * A synthesizer is public API and the last to work on a stack, with `Testing.fullSynth` too: which other providers the
 * stack requires is read from the file that was really written, overrides and all. The `customSynthesis` of
 * assets is neither.
 */
class CarryingSynthesizer implements IStackSynthesizer {
  public constructor(
    private readonly stack: TerraformStack,
    private readonly inner: IStackSynthesizer,
    private readonly provider: CarriedProvider,
  ) {}

  public synthesize(session: ISynthesisSession): void {
    const warning = warningOfHiddenProvider(this.provider.source, process.env);
    if (warning !== undefined) Annotations.of(this.stack).addWarning(warning);

    this.inner.synthesize(session);

    const { workingDirectory, synthesizedStackPath } = session.manifest.forStack(this.stack);
    const others = requiredProviders(path.join(session.outdir, synthesizedStackPath)).filter(
      ({ source }) => source !== this.provider.source,
    );
    carryInto(path.join(session.outdir, workingDirectory), this.provider, others);
  }
}

/** None for HCL: there cdktf-cli does not know them either, and so misses nothing in the lock file. */
function requiredProviders(synthesized: string): RequiredProvider[] {
  if (!synthesized.endsWith('.json')) return [];
  const { terraform } = JSON.parse(fs.readFileSync(synthesized, 'utf8')) as {
    terraform?: { required_providers?: Record<string, RequiredProvider> };
  };
  return Object.values(terraform?.required_providers ?? {});
}
