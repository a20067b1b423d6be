const ends: (() => unknown)[] = [];

/** Ends something after the running test, whether it passes or fails; what was started last is ended first. */
export function afterTest(end: () => unknown): void {
  ends.push(end);
}

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
