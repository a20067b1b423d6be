import {
  TerraformHclModule,
  TerraformLocal,
  TerraformResource,
  type TerraformStack,
  Testing,
} from 'cdktf';

/** Whether an output of the stack is sensitive; undefined if the synthesized output does not say. */
export function isSensitive(stack: TerraformStack, output: string): boolean | undefined {
  const { output: outputs } = JSON.parse(Testing.synth(stack)) as Synthesized;
  return outputs?.[output]?.sensitive;
}

interface Synthesized {
  readonly output?: Readonly<Record<string, { readonly sensitive?: boolean }>>;
}

export function local(stack: TerraformStack, value: unknown, id = 'local') {
  return new TerraformLocal(stack, id, value);
}

export function moduleWith(stack: TerraformStack, link: unknown) {
  return new TerraformHclModule(stack, 'module', { source: '/module', variables: { link } });
}

export function resourceWith(stack: TerraformStack, arguments_: object, type = 'any') {
  const resource = new TerraformResource(stack, 'resource', { terraformResourceType: type });
  for (const [name, value] of Object.entries(arguments_)) resource.addOverride(name, value);
  return resource;
}
