import type { DescService } from '@bufbuild/protobuf';

export interface FieldTable {
  /** The number on the wire. */
  readonly no: number;
  /** A scalar (`string`, `bytes`, `bool`, `int64`, `int32` also for enums), or the name of a message type. */
  readonly type: string;
  /** `map`: from string to `type`. `optional`: a zero value differs from none. */
  readonly label?: 'repeated' | 'map' | 'optional';
  /** The group of fields of which only one has a value. */
  readonly oneof?: string;
}

/** The fields of each message type, by their TypeScript names. */
export type MessageTables = Readonly<Record<string, Readonly<Record<string, FieldTable>>>>;

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
