import { refusal } from './documented-errors';
import { type ReceivedRequest } from './exchange';

/** A request's body, read without trusting its shape. */
export class JsonBody {
  private readonly value: unknown;

  /** Refuses a body that is not JSON; none at all is an empty object. */
  constructor({ body }: ReceivedRequest) {
    try {
      this.value = body.length === 0 ? {} : JSON.parse(body.toString());
    } catch {
      throw refusal('APIGW.0201');
    }
  }

  /** What lies at the end of a path of names; undefined when the path breaks off. */
  at(...path: string[]): unknown {
    return path.reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
      this.value,
    );
  }

  text(...path: string[]): string | undefined {
    const value = this.at(...path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  number(...path: string[]): number | undefined {
    const value = this.at(...path);
    return typeof value === 'number' ? value : undefined;
  }
}
