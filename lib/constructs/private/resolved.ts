import { DefaultTokenResolver, ref, StringConcat, Token, Tokenization } from 'cdktf';
import { type IConstruct } from 'constructs';

/** The value with its tokens replaced as in the synthesized stack. */
export function resolved(scope: IConstruct, value: unknown, preparing = false): unknown {
  return Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing,
  });
}

/** The same for an expression, which is written without `${` and `}`. */
export function resolvedExpression(scope: IConstruct, text: string, preparing: boolean): string {
  if (!Token.isUnresolved(text)) return text;
  return String(resolved(scope, ref(text), preparing)).slice('${'.length, -'}'.length);
}

/** All strings within a value. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
