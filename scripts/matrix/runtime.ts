/** What the tests run on: an engine or a Node.js, beside the ones that `npm test` takes. */
export type Runtime =
  | {
      readonly name: string;
      /** What makes a test use it. */
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly name: string;
      /** Why it is not here. */
      readonly missing: string;
    };
