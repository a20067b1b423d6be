import type { DescService } from '@bufbuild/protobuf';
import type { MessageTables } from './message-codec';

/** One unary or streaming method of a service. */
export interface MethodTable {
  /** The gRPC path, `/package.Service/Method`. */
  readonly path: string;
  /** Names of message types. */
  readonly input: string;
  readonly output: string;
}

/** A service as it is on the wire. `D` is its generated descriptor, which only the compiler sees. */
export interface Service<D extends DescService> {
  /** By their TypeScript names. */
  readonly methods: { readonly [M in keyof D['method']]: MethodTable };
  readonly messages: MessageTables;
}
