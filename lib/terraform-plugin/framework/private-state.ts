/** What a resource remembers of an object besides its state; nobody is shown it. */
export class PrivateState {
  constructor(private value?: JsonObject) {}

  /**
   * Reads what an engine has stored. What another provider has left there is not ours, and counts as nothing.
   * @param of the object itself, or the one that it replaces and that is deleted by the same plan
   */
  static parse(bytes: Uint8Array, of: 'itself' | 'replaced' = 'itself'): PrivateState {
    try {
      const stored: unknown = JSON.parse(Buffer.from(bytes).toString());
      const value: unknown = Array.isArray(stored) ? stored[of === 'itself' ? 0 : 1] : stored;
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return new PrivateState();
      return new PrivateState(value as JsonObject);
    } catch (error) {
      if (error instanceof SyntaxError) return new PrivateState();
      throw error;
    }
  }

  /** What was set last, undefined if nothing was. */
  get(): JsonObject | undefined {
    return this.value;
  }

  /** Like the state itself it may have any size, but engines copy it in every request. */
  set(value: JsonObject): void {
    this.value = value;
  }

  bytes(): Uint8Array {
    return this.value === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(this.value));
  }

  /** The same for a plan that replaces an object, whose own private state it has to carry as well. */
  bytesBeside(replaced: PrivateState): Uint8Array {
    if (this.value === undefined && replaced.value === undefined) return this.bytes();
    return Buffer.from(JSON.stringify([this.value ?? null, replaced.value ?? null]));
  }
}

export type Json = null | string | number | boolean | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}
