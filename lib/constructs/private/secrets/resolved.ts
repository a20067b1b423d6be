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

/** All texts within a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
