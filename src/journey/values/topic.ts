import type { Node } from 'yaml';
import type { Purpose } from '../../model/purpose.ts';
import type { Topics } from '../../model/topic.ts';
import { readWord } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf, nearestOr } from '../reading/suggest.ts';

/** A topic as JSON Schema. */
export const topicKey = { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' };

/**
 * Reads the name of a topic under which messages of a purpose go.
 * @param topics of the shop
 * @param purpose unless that is not known
 */
export function readTopicName(
  source: Source,
  node: Node,
  topics: Topics,
  purpose: Purpose | undefined,
): string | undefined {
  const names = Object.keys(topics);
  const name = readWord(source, node, 'topic', say`write ${anyOf(names)}`);
  if (name === undefined) return undefined;
  const topic = Object.hasOwn(topics, name) ? topics[name] : undefined;
  if (!topic) {
    const advice = say`write ${names.join(', ')}, or add it to "topics" of statemachines/store.yaml`;
    source.report(node, say`unknown topic "${name}"`, nearestOr(advice, name, names));
    return undefined;
  }
  if (purpose === 'marketing' && topic.purpose === 'transactional') reportMarketing(source, node, name, topics);
  return name;
}

/** Customers who keep a transactional topic have not agreed to marketing under its name. */
function reportMarketing(source: Source, node: Node, name: string, topics: Topics): void {
  const others = Object.entries(topics).flatMap(([other, { purpose }]) => (purpose === 'marketing' ? [other] : []));
  source.report(node, say`marketing cannot go under the transactional topic "${name}"`, say`write ${anyOf(others)}`);
}
