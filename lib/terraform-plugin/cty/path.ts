/** Where a value is inside another one: `files[0].name`, `endpoints["dds"]`. */
export type Path = readonly PathStep[];

export type PathStep =
  { readonly attribute: string } | { readonly key: string } | { readonly index: number };

export const attributePath = (...names: string[]): Path =>
  names.map((attribute) => ({ attribute }));

/** As Terraform writes it; the empty path is the value itself. */
export function formatPath(path: Path): string {
  return path
    .map((step, position) => {
      if ('index' in step) return `[${step.index}]`;
      if ('key' in step) return `[${JSON.stringify(step.key)}]`;
      return position === 0 ? step.attribute : `.${step.attribute}`;
    })
    .join('');
}
