/**
 * The part of V8's heap that new objects go to. It doubles as often as more than a little survives in
 * it, up to 32 MB, with Node 24 more, while the objects of a download fill a fraction of that.
 *
 * This is the only one of V8's flags for it that is read again after the start. Every new thread sets
 * it back, so it counts from the start of the last one on.
 */
const GROWTH = '--semi-space-growth-factor';

/** Keeps it as large as it is now. */
export function keepYoungGeneration(): void {
  setGrowth(1);
}

/** Lets it grow as usual. */
export function letYoungGenerationGrow(): void {
  setGrowth(2);
}

function setGrowth(factor: number): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(`${GROWTH}=${factor}`);
}
