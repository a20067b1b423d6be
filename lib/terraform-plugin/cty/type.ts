/**
 * Terraform's types, in the JSON form that schemas carry on the wire.
 *
 * Source: Terraform plugin protocol, "Wire Format for Terraform Objects"; go-cty, "JSON type serialization".
 */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['tuple', readonly Type[]]
  | readonly ['object', Readonly<Record<string, Type>>];

export const list = (element: Type): Type => ['list', element];
export const set = (element: Type): Type => ['set', element];
export const map = (element: Type): Type => ['map', element];
export const tuple = (...elements: Type[]): Type => ['tuple', elements];
export const object = (attributes: Record<string, Type>): Type => ['object', attributes];

/**
 * Reads the JSON form, which accompanies a value of type `dynamic`. Throws a TypeError for anything else, and a SyntaxError
 * for what is not JSON.
 */
export function parseType(json: string): Type {
  return checked(JSON.parse(json));
}

function checked(json: unknown): Type {
  if (json === 'string' || json === 'number' || json === 'bool' || json === 'dynamic') return json;
  if (Array.isArray(json)) {
    const [kind, inner] = json as unknown[];
    if (kind === 'list' || kind === 'set' || kind === 'map') return [kind, checked(inner)];
    if (kind === 'tuple' && Array.isArray(inner)) return ['tuple', inner.map(checked)];
    if (kind === 'object' && typeof inner === 'object' && inner !== null) {
      return [
        'object',
        Object.fromEntries(Object.entries(inner).map(([name, type]) => [name, checked(type)])),
      ];
    }
  }
  throw new TypeError(`not a type: ${JSON.stringify(json)}`);
}
