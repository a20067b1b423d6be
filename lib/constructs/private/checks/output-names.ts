import { TerraformOutput } from 'cdktf';
import { type IValidation } from 'constructs';
import { message } from '../spelling';
import { elementsAround } from '../stack-elements';

/** Two outputs of the same name would be merged silently, and the last one would win. */
export class OutputNamesAreUnique implements IValidation {
  public constructor(private readonly output: TerraformOutput) {}

  public validate(): string[] {
    const name = this.output.friendlyUniqueId;
    const others = elementsAround(this.output).filter(
      (element) =>
        TerraformOutput.isTerraformOutput(element) &&
        element !== this.output &&
        element.friendlyUniqueId === name,
    );
    return others.map((other) => outputDefinedTwice(other.node.path, name));
  }
}

export function outputDefinedTwice(path: string, name: string): string {
  return message`${path}: the stack already has an output "${name}"; give each exportOutputs its own prefix`;
}
