import {
  Aspects,
  type IAspect,
  type TerraformDataSource,
  TerraformOutput,
  TerraformStack,
} from 'cdktf';
import { type IConstruct } from 'constructs';
import { resolved } from './resolved';

/**
 * Makes the outputs of the stack sensitive that contain a link of the data source. The engine demands it, and
 * CDKTF does not know which attributes are sensitive, so that its users would have to mark each output by hand.
 */
export function markOutputsWithLinks(dataSource: TerraformDataSource): void {
  Aspects.of(TerraformStack.of(dataSource)).add(new OutputsWithLinks(dataSource));
}

class OutputsWithLinks implements IAspect {
  private readonly files: string;
  private readonly wholeFile: RegExp;

  public constructor({ terraformResourceType, friendlyUniqueId }: TerraformDataSource) {
    this.files = `data.${terraformResourceType}.${friendlyUniqueId}.files`;
    // The list or an element as such; `in …files` only starts a loop, whose body says what it takes.
    const address = this.files.replace(/\W/g, '\\$&');
    this.wholeFile = new RegExp(`(?<!\\bin )${address}(?:\\[[^\\]]*\\])?(?![\\w.[])`);
  }

  public visit(node: IConstruct): void {
    if (TerraformOutput.isTerraformOutput(node) && this.containsLink(node)) node.sensitive = true;
  }

  private containsLink(output: TerraformOutput): boolean {
    const text = JSON.stringify(resolved(output, output.value));
    return (
      this.wholeFile.test(text) || (text.includes(this.files) && /\bdownload_link\b/.test(text))
    );
  }
}
