import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  Annotations,
  type IStackSynthesizer,
  type ISynthesisSession,
  type TerraformProvider,
  TerraformStack,
} from 'cdktf';
import { carryInto, type CarriedProvider } from './carried-provider';
import { warningOfHiddenProvider } from './cli-configuration';
import { type RequiredProvider } from './dependency-lock';

/**
 * Copies the provider to the stack's folder whenever the stack is synthesized, once however many elements ask for it.
 */
export function carryProvider(element: TerraformProvider, provider: CarriedProvider): void {
  const stack = TerraformStack.of(element);
  const carrying = carryingByStack.get(stack) ?? new Carrying(stack, provider);
  carryingByStack.set(stack, carrying);
  // As CDKTF's assets do. This also covers a provider that an aspect adds while the stack is already being synthesized.
  // Synthesizers other than CDKTF's own may not call it.
  Object.defineProperty(element, Symbol.for('cdktf/customSynthesis'), {
    value: { onSynthesize: (session: ISynthesisSession) => carrying.onSynthesize(session) },
  });
}

const carryingByStack = new WeakMap<TerraformStack, Carrying>();

interface Synthesized {
  readonly terraform?: { readonly required_providers?: Record<string, RequiredProvider> };
}

/** Carries the provider when one stack is synthesized. */
class Carrying {
  private isSynthesizing = false;

  public constructor(
    private readonly stack: TerraformStack,
    private readonly provider: CarriedProvider,
  ) {
    let current = stack.synthesizer;
    Object.defineProperty(stack, 'synthesizer', {
      configurable: true,
      enumerable: true,
      // Bound to the current one, so that a synthesizer that is set later and calls this one does not call itself.
      get: () => this.around(current),
      set: (synthesizer: IStackSynthesizer) => {
        current = synthesizer;
      },
    });
  }

  /**
   * Synthesizes the stack and adds the provider. Which other providers the stack requires is read from the file that
   * was written, which includes what another synthesizer adds.
   */
  private around(inner: IStackSynthesizer): IStackSynthesizer {
    return {
      synthesize: (session) => {
        if (this.isSynthesizing) {
          inner.synthesize(session);
          return;
        }
        this.warn();
        this.isSynthesizing = true;
        try {
          inner.synthesize(session);
        } finally {
          this.isSynthesizing = false;
        }
        this.carry(session, () => synthesizedIn(this.fileOf(session)) ?? this.ofTree());
      },
    };
  }

  public onSynthesize(session: ISynthesisSession): void {
    if (this.isSynthesizing) return;
    this.warn();
    this.carry(session, () => this.ofTree());
  }

  private warn(): void {
    const warning = warningOfHiddenProvider(this.provider.source, process.env);
    if (warning !== undefined) Annotations.of(this.stack).addWarning(warning);
  }

  /**
   * With HCL, other providers are ignored: cdktf-cli does not know them either, so it misses nothing in the lock file.
   */
  private carry(session: ISynthesisSession, synthesized: () => Synthesized): void {
    const file = this.fileOf(session);
    const required = file.endsWith('.json') ? synthesized().terraform?.required_providers : {};
    const others = Object.values(required ?? {}).filter(
      ({ source }) => source !== this.provider.source,
    );
    carryInto(path.dirname(file), this.provider, others);
  }

  private ofTree(): Synthesized {
    return this.stack.toTerraform() as Synthesized;
  }

  private fileOf(session: ISynthesisSession): string {
    return path.join(session.outdir, session.manifest.forStack(this.stack).synthesizedStackPath);
  }
}

/** Undefined if the file cannot be read as a whole: CDKTF writes it in place, so another synth may be halfway through. */
function synthesizedIn(file: string): Synthesized | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Synthesized;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
