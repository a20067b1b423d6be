import { TerraformOutput, type TerraformStack } from 'cdktf';
import { type IValidation } from 'constructs';
import { message } from '../spelling';
import { elementsAround } from '../stack-elements';
import { checkStackOf } from './stack-check';

/** Those that exportOutputs has defined. */
const exported = new WeakSet<TerraformOutput>();

/** Reports an exported output if the stack has another one of its name: they would be merged silently, and the last one would win. */
export function requireUniqueName(output: TerraformOutput): void {
  exported.add(output);
  checkStackOf(output, ExportedNamesAreUnique);
}

class ExportedNamesAreUnique implements IValidation {
  public constructor(private readonly stack: TerraformStack) {}

  public validate(): string[] {
    const byName = new Map<string, TerraformOutput[]>();
    for (const output of elementsAround(this.stack).filter(isOutput)) {
      const name = output.friendlyUniqueId;
      byName.set(name, [...(byName.get(name) ?? []), output]);
    }
    return [...byName].flatMap(([name, alike]) =>
      alike
        .filter((output) => alike.some((other) => other !== output && exported.has(other)))
        .map(({ node }) => outputDefinedTwice(node.path, name)),
    );
  }
}

export function outputDefinedTwice(path: string, name: string): string {
  return message`${path}: the stack already has an output "${name}"; give each exportOutputs its own prefix`;
}

function isOutput(element: object): element is TerraformOutput {
  return TerraformOutput.isTerraformOutput(element);
}
