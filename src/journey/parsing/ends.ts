import type { Ends } from '../model/journey.ts';
import { type Fields, readFields, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { readEnding, readEvents, readGoal } from '../values/events.ts';
import { endsKeys } from './schema.ts';

/** Reads what ends a run early. A marketing journey must say it. */
export function readEnds(source: Source, journey: Fields, marketing: boolean): Ends | undefined {
  const node = journey.values.get('ends');
  if (!node) return withoutEnds(source, journey, marketing);
  const fields = readFields(source, node, 'ends', Object.keys(endsKeys));
  if (!fields) return undefined;
  const whenNode = requiredNode(source, fields, 'when', 'ends', say`list the events, such as "when: [order.placed]"`);
  const when = whenNode && readEvents(source, whenNode, 'when', readEnding);
  const goalNode = fields.values.get('goal');
  const goal = goalNode && readGoal(source, goalNode);
  if (!when || (goalNode && !goal)) return undefined;
  const ends = { at: source.at(fields.node), when };
  return goal ? { ...ends, goal } : ends;
}

function withoutEnds(source: Source, journey: Fields, marketing: boolean): Ends | undefined {
  if (!marketing) return { at: source.at(journey.node), when: [] };
  const purpose = journey.values.get('purpose') ?? journey.node;
  source.report(purpose, say`a marketing journey has no "ends"`, say`say which events make its messages pointless`);
  return undefined;
}
