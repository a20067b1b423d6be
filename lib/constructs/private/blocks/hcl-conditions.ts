import { type TerraformElement } from 'cdktf';
import { resolved } from '../resolved';
import { quotable } from '../template';

interface Condition {
  readonly condition: unknown;
  readonly error_message: unknown;
}

interface Block extends TerraformElement {
  readonly terraformResourceType: string;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, { lifecycle?: unknown }>>>>;

interface Written {
  readonly data?: Blocks;
  /** CDKTF cannot write these as HCL, but CDK Terrain can. */
  readonly ephemeral?: Blocks;
  /** Missing if the resource has moved. */
  readonly resource?: Blocks;
}

/**
 * The HCL form of an element with the conditions of its lifecycle as blocks. CDKTF writes them as attributes, which engines
 * reject, and does not escape quotes in their messages.
 */
export function withConditionBlocks(block: Block, written: unknown): unknown {
  const { data, ephemeral, resource } = written as Written;
  const attributes = (data ?? ephemeral ?? resource)?.[block.terraformResourceType]?.[
    block.friendlyUniqueId
  ];
  if (typeof attributes?.lifecycle !== 'object' || attributes.lifecycle === null) return written;
  const entries = Object.entries(attributes.lifecycle).map(([name, value]: [string, unknown]) => [
    name,
    Array.isArray(value) ? conditionBlocks(block, value as Condition[]) : value,
  ]);
  attributes.lifecycle = { value: Object.fromEntries(entries) as unknown, isBlock: true };
  return written;
}

/** Marks a list as a list of blocks for CDKTF's HCL writer. */
function conditionBlocks(block: Block, conditions: readonly Condition[]): object {
  const value = conditions.map(({ condition, error_message }) => ({
    condition,
    error_message: {
      value: quotable(String(resolved(block, error_message)), ['${', '%{']),
      type: 'simple',
      storageClassType: 'string',
    },
  }));
  return { value, isBlock: true, type: 'list' };
}
