import { json, type Answer } from './exchange';

/** Thrown wherever the cloud says no; the server turns it into the answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    private readonly bodyFor: (requestId: string) => unknown,
  ) {
    super(message);
  }

  answer(requestId: string): Answer {
    return json(this.status, this.bodyFor(requestId));
  }
}
