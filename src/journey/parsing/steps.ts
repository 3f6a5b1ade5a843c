import { isMap, isScalar, type Node } from 'yaml';
import type { Step } from '../model/steps.ts';
import { type Fields, readFields, readList, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf, suggest } from '../reading/suggest.ts';
import { kindOf, stepKinds } from '../steps/registry.ts';
import type { Reading } from '../steps/step-kind.ts';
import { checkLength, checkOrder, type LineKind } from './order.ts';

/** The context in which steps are read, and the kinds of the steps above, in whatever line. */
interface StepReading extends Reading {
  readonly above: Set<Step['kind']>;
  /** Their messages; undefined in place of those of a faulty step. */
  readonly sentAbove: (string | undefined)[];
}

const names = Object.keys(stepKinds) as Step['kind'][]; // the keys of a const object

/** Reads the steps of a journey. */
export function readAllSteps(
  source: Source,
  fields: Fields,
  context: Pick<Reading, 'locales' | 'messages' | 'topics' | 'surveys' | 'purpose' | 'scope'>,
): readonly Step[] | undefined {
  const list = requiredNode(
    source,
    fields,
    'steps',
    say`the journey`,
    say`list what happens, such as "- send: reminder"`,
  );
  if (!list) return undefined;
  const { locales, messages, topics, surveys, purpose, scope } = context;
  const above = new Set<Step['kind']>();
  const sentAbove: (string | undefined)[] = [];
  const reading: StepReading = {
    source,
    locales,
    messages,
    topics,
    surveys,
    purpose,
    scope,
    above,
    sentAbove,
    messagesAbove: () => (sentAbove.includes(undefined) ? undefined : sentAbove.filter((name) => name !== undefined)),
    hasMessageAbove: () => [...above].some((kind) => stepKinds[kind].sends !== undefined),
    id: uniqueNames(),
    arm: (key, within, kind = 'arm') => readSteps(key, within, reading, kind),
  };
  const steps = readSteps('steps', fields, reading, 'journey');
  if (steps) checkLength(source, list, steps);
  return steps;
}

function uniqueNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    let free = wanted;
    for (let count = 2; taken.has(free); count++) free = `${wanted}-${count}`;
    taken.add(free);
    return free;
  };
}

function readSteps(key: string, fields: Fields, reading: StepReading, line: LineKind): readonly Step[] | undefined {
  const { source } = reading;
  const list = fields.values.get(key);
  if (!list) return undefined;
  const nodes = readList(source, list);
  const steps = nodes.map((node) => readStep(node, reading));
  const outlines = nodes.map((node, at) => ({ node, kind: kindsOf(source.resolve(node))[0], step: steps[at] }));
  checkOrder(source, { key, kind: line, list }, outlines);
  const sound = steps.filter((step) => step !== undefined);
  return sound.length === nodes.length && sound.length > 0 ? sound : undefined;
}

function readStep(node: Node, reading: StepReading): Step | undefined {
  const { source } = reading;
  const map = source.resolve(node);
  const [kind, ...others] = kindsOf(map);
  if (!kind) return reportNoStep(source, map);
  for (const other of others) {
    source.report(source.find(map, [other]), say`"${other}" is a step of its own`, say`begin it with "- ${other}:"`);
  }
  if (others.length > 0) return undefined;
  const { keys, read } = stepKinds[kind];
  const fields = readFields(source, map, say`the step "${kind}"`, Object.keys(keys));
  const step = fields && read(fields, reading);
  reading.above.add(kind);
  if (stepKinds[kind].sends)
    reading.sentAbove.push(...(step ? (kindOf(step).sends?.(step).messages ?? []) : [undefined]));
  return step;
}

/** The kind of a step, and any other that its keys name; a sound step has none. A kind may have a key called as another. */
function kindsOf(node: Node): Step['kind'][] {
  const keys = keysOf(node);
  const named = keys.filter((key): key is Step['kind'] => Object.hasOwn(stepKinds, key));
  const kind = named.find((one) => keys.every((key) => isKeyOf(one, key))) ?? named[0];
  return kind ? [kind, ...named.filter((other) => !isKeyOf(kind, other))] : [];
}

function isKeyOf(kind: Step['kind'], key: string): boolean {
  return Object.hasOwn(stepKinds[kind].keys, key);
}

function keysOf(node: Node): string[] {
  return isMap(node) ? node.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) : [];
}

function reportNoStep(source: Source, node: Node): undefined {
  const [key] = keysOf(node);
  const text = isScalar(node) ? String(node.value) : '';
  const glued = names.find((name) => text.startsWith(`${name}:`));
  if (key !== undefined) source.report(source.find(node, [key]), say`unknown step "${key}"`, suggest(key, names));
  else if (glued) {
    const meant = say`write "${glued}: ${text.slice(glued.length + 1)}"`;
    source.report(node, say`a space is missing behind the colon`, meant, glued.length + 1);
  } else if (names.some((name) => name === text))
    source.report(node, say`"${text}" says nothing`, say`write "${text}: …"`);
  else
    source.report(node, say`"${text}" is no step`, say`begin a step with ${anyOf(names.map((name) => `"${name}:"`))}`);
}
