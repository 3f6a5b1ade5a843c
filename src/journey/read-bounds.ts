import { isScalar } from 'yaml';
import type { EventType } from '../contracts/event.ts';
import type { SubjectKind } from '../contracts/run.ts';
import { readDuration } from './duration.ts';
import { readEvent, readEvents, readGoal, subjectsOf } from './events.ts';
import type { Ends, Starts } from './journey.ts';
import { type Fields, readFields, readText, required } from './read.ts';
import { readPattern } from './read-pattern.ts';
import { endsKeys, startsKeys } from './schema.ts';
import type { Source } from './source.ts';
import { anyOf, suggest } from './suggest.ts';

/** Reads what lets a customer in. */
export function readStarts(source: Source, journey: Fields): Starts | undefined {
  const node = required(source, journey, 'starts', 'the journey', 'say which event lets a customer in');
  const fields = node && readFields(source, node, 'starts', Object.keys(startsKeys));
  if (!fields) return undefined;
  const onNode = required(source, fields, 'on', 'starts', 'name the event, such as "on: cart.updated"');
  const on = onNode && readEvent(source, onNode, 'on');
  const whereNode = fields.values.get('where');
  const where = whereNode && readPattern(source, whereNode, 'where');
  const oncePer = readOncePer(source, fields, on);
  const againAfter = readAgainAfter(source, fields);
  if (!on || !oncePer || !againAfter || (whereNode && !where)) return undefined;
  const starts = { at: source.at(fields.node), on, oncePer, againAfter };
  return where ? { ...starts, where } : starts;
}

function readOncePer(source: Source, fields: Fields, on: EventType | undefined): SubjectKind | undefined {
  const subjects = on ? subjectsOf(on) : [];
  const advice = on ? `write ${anyOf(subjects)}` : 'write customer, or a noun of the event';
  const node = required(source, fields, 'once per', 'starts', `say what a run is about: ${advice}`);
  const text = node && readText(source, node, 'once per', advice);
  if (!node || text === undefined || !on) return undefined;
  const subject = subjects.find((candidate) => candidate === text);
  if (!subject) source.report(node, `"${text}" is not in every ${on}`, suggest(text, subjects));
  return subject;
}

function readAgainAfter(source: Source, fields: Fields): Starts['againAfter'] | undefined {
  const node = fields.values.get('again after');
  if (!node) return 'never';
  const target = source.resolve(node);
  if (isScalar(target) && (target.value === 'never' || target.value === 'the end')) return target.value;
  return readDuration(source, node, 'again after');
}

/** Reads what ends a run early. A marketing journey must say it. */
export function readEnds(source: Source, journey: Fields, marketing: boolean): Ends | undefined {
  const node = journey.values.get('ends');
  if (!node) return withoutEnds(source, journey, marketing);
  const fields = readFields(source, node, 'ends', Object.keys(endsKeys));
  if (!fields) return undefined;
  const whenNode = required(source, fields, 'when', 'ends', 'list the events, such as "when: [order.placed]"');
  const when = whenNode && readEvents(source, whenNode, 'when', readEvent);
  const goalNode = fields.values.get('goal');
  const goal = goalNode && readGoal(source, goalNode);
  if (!when || (goalNode && !goal)) return undefined;
  const ends = { at: source.at(fields.node), when };
  return goal ? { ...ends, goal } : ends;
}

function withoutEnds(source: Source, journey: Fields, marketing: boolean): Ends | undefined {
  if (!marketing) return { at: source.at(journey.node), when: [] };
  const purpose = journey.values.get('purpose') ?? journey.node;
  source.report(purpose, 'a marketing journey has no "ends"', 'say which events make its messages pointless');
  return undefined;
}
