import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import { type IConstruct } from 'constructs';

/** The value with its tokens replaced by what will stand in the synthesized stack. */
export function resolved(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
}
