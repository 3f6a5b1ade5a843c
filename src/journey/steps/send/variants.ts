import { isMap, type Node } from 'yaml';
import { readWhole } from '../../reading/fields.ts';
import { say } from '../../reading/saying.ts';
import type { Source } from '../../reading/source.ts';

/** A variant as written: the node of its name, and its weight. */
export interface WrittenVariant {
  readonly name: string;
  readonly nameNode: Node;
  /** Nothing when the weight is none, which has been reported. */
  readonly weight: number | undefined;
}

const advice = say`write "variants: { reminder: 50, reminder-short: 50 }"`;

/** Reads `variants: { reminder: 50, reminder-short: 50 }`, without looking whether there are such messages. */
export function readVariants(source: Source, node: Node): readonly WrittenVariant[] | undefined {
  const map = source.resolve(node);
  if (!isMap(map)) {
    source.report(node, say`variants name no messages with their weights`, advice);
    return undefined;
  }
  const variants = map.items.map(({ key, value }) => {
    const nameNode = key as Node & { value?: unknown }; // stringKeys leaves no keys but scalars
    const name = String(nameNode.value);
    const weight = readWhole(source, (value ?? nameNode) as Node, 'weight', [1, 100]); // as in readFields
    return { name, nameNode, weight };
  });
  if (variants.length >= 2) return variants;
  source.report(node, say`a choice between variants needs two`, advice);
  return undefined;
}
