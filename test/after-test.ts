const ends: (() => unknown)[] = [];

/** Has something ended after the test that runs, however that one ends; what was begun last is ended first. */
export function afterTest(end: () => unknown): void {
  ends.push(end);
}

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
