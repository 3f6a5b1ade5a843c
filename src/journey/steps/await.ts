import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Words } from '../../commerce/words.ts';
import { type AwaitedEvent, isMessageEvent } from '../../model/awaited.ts';
import type { AwaitStep, LeaveStep, Step } from '../model/steps.ts';
import { type Fields, readFields, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { readRunDuration } from '../values/duration.ts';
import { awaitedEvents, awaitedIn, readAwaited, readEvents } from '../values/events.ts';
import { boxInWords, inWords } from '../words/words.ts';
import { callBack } from './call.ts';
import { addChoice } from './choice.ts';
import { type Awaited, onwardParameters, type Reading, type StatePlace, type StepKind } from './step-kind.ts';

const names = { enum: awaitedEvents };

export const awaitKind: StepKind<AwaitStep> = {
  keys: {
    await: {
      description:
        'Waits for the first of these events about the same thing: one, a list, or a mapping from each to its own steps, where `[]` just goes on. `message.opened` and `message.clicked` tell of the last message that the run sent; openings are known only where the stage tracks them. In a journey once per order `shipment.delivered` is the delivery of the last parcel that is known.',
      oneOf: [
        names,
        { type: 'array', items: names, minItems: 1, uniqueItems: true },
        {
          type: 'object',
          properties: Object.fromEntries(awaitedEvents.map((event) => [event, { $ref: '#/$defs/arm' }])),
          minProperties: 1,
          additionalProperties: false,
        },
      ],
    },
    within: { type: 'string', description: 'For how long, such as "30 days".', examples: ['30 days'] },
    otherwise: {
      description: 'Steps for when the time is up; after them the line goes on. Without it: the run is left.',
      $ref: '#/$defs/steps',
    },
  },

  read(fields, reading) {
    const { source } = reading;
    const at = source.at(fields.node);
    const node = fields.values.get('await') ?? fields.node;
    const sent = reading.hasMessageAbove();
    const events = readAwaitedEvents(node, reading);
    if (!sent) checkMessages(node, events?.on ?? [], source);
    else if (events) checkScale(node, events.on, reading);
    const time = requiredNode(source, fields, 'within', 'await', say`say for how long, such as "within: 30 days"`);
    const within = time && readRunDuration(source, time, 'within');
    const otherwiseArm = fields.values.has('otherwise') ? reading.arm('otherwise', fields, 'time-out') : [];
    if (!events || !within || !otherwiseArm) return undefined;
    const { on } = events;
    const id = reading.id(`await-${on.join('-or-').replaceAll('.', '-')}`);
    const otherwise = otherwiseArm.length > 0 ? otherwiseArm : [leaveInVain({ at, on, within }, reading.id('leave'))];
    return { kind: 'await', at, id, ...events, within, otherwise };
  },

  longestDays: ({ within }) => within.minutes / (24 * 60),

  arms: ({ arms, otherwise }) => [...(arms ?? [[]]), otherwise],

  stateName: ({ on }) => `Await ${on.join(' or ')}`,

  nounFor: ({ on }) => `awaiting ${on.join(' or ')}`,

  state(step, place, awaited = awaitedBy(step, place)) {
    return callBack('await-event', { ...place.run, ...awaited.parameters }, awaited);
  },

  awaited: awaitedBy,

  explain: (step) => inWords(({ steps }) => steps.await.sentence(step)),

  branches: ({ on, arms, otherwise }) => [
    ...(arms ? on.map((event, index) => ({ key: event, when: coming(event), steps: arms[index] ?? [] })) : []),
    { key: 'otherwise', when: inWords(({ steps }) => steps.await.otherwise), steps: otherwise },
  ],

  box: (step) => ({
    tone: 'question',
    icon: 'M3.5 1.5h9M3.5 14.5h9M4.5 1.5v2.5L8 8l-3.5 4v2.5M11.5 1.5v2.5L8 8l3.5 4v2.5',
    ...boxInWords(step, ({ steps }) => steps.await),
  }),

  calledInDiff: (step) => inWords(({ steps }) => steps.await.called(step, '')),

  setting: (step) => inWords(({ steps }) => steps.await.setting(step)),
};

function awaitedBy(step: AwaitStep, place: StatePlace): Awaited {
  const { id, on, within } = step;
  const arms = step.arms?.map((steps) => place.arm(steps));
  const { first: onTimeout } = place.arm(step.otherwise, { onTimeout: true });
  return {
    parameters: {
      step: { id, on, within: within.minutes, ...(arms && { arms: arms.map(({ arm }) => arm) }) },
      ...(!arms && onwardParameters(place)),
    },
    minutes: within.minutes,
    onTimeout,
    onward: arms ? { Next: addChoice(`${on.join(' or ')}?`, arms, place) } : place.onward,
  };
}

function coming(event: AwaitedEvent): Words {
  return inWords(({ steps }) => steps.await.when(event));
}

/** Reads an event, a list of events, or a mapping from events to steps. */
function readAwaitedEvents(node: Node, reading: Reading): Pick<AwaitStep, 'on' | 'arms'> | undefined {
  const { source } = reading;
  const map = source.resolve(node);
  if (isMap(map)) return readArms(map, reading);
  const on = readEvents(source, node, 'await', readAwaited);
  return on && { on };
}

function checkMessages(node: Node, on: readonly AwaitedEvent[], source: Source): void {
  const event = on.find(isMessageEvent);
  if (event) source.report(node, say`${event} is awaited before a message is sent`, say`put a "- send:" above`);
}

/** A customer who was sent no scale, and no other link, cannot answer. */
function checkScale(
  node: Node,
  on: readonly AwaitedEvent[],
  { source, messages, messagesAbove, locales }: Reading,
): void {
  const above = on.includes('survey.answered') ? messagesAbove() : undefined;
  if (!above) return;
  const silent = (name: string) =>
    locales.filter((locale) => {
      const message = messages[name]?.[locale];
      return message && !message.answerable && !message.unread;
    });
  if (above.some((name) => silent(name).length === 0)) return;
  const partly = above.find((name) => silent(name).length < locales.length) ?? above.at(-1) ?? '';
  const [locale = ''] = silent(partly);
  const suggestion = say`write {% render 'scale' %} on a line of messages/${partly}.${locale}.md`;
  source.report(node, say`survey.answered is awaited, and no message above shows the scale`, suggestion);
}

function readArms(map: YAMLMap, reading: Reading): Required<Pick<AwaitStep, 'on' | 'arms'>> | undefined {
  const { source } = reading;
  const keys = map.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''));
  const fields = readFields(source, map, 'await', keys); // which of them are events is said below
  if (keys.length === 0) source.report(map, say`await names no event`, say`name at least one`);
  const on = keys.map((key) => awaitedIn(source, source.find(map, [key]), key)).filter((event) => event !== undefined);
  const arms = keys.map((key) => fields && readArm(key, fields, reading)).filter((steps) => steps !== undefined);
  return keys.length > 0 && on.length === keys.length && arms.length === keys.length ? { on, arms } : undefined;
}

/** Reads the steps for one event; there may be none. */
function readArm(event: string, fields: Fields, reading: Reading): readonly Step[] | undefined {
  const { source } = reading;
  const armNode = fields.values.get(event) ?? fields.node;
  const steps = source.resolve(armNode);
  if (isSeq(steps) && steps.items.length === 0) return [];
  if (!isScalar(steps)) return reading.arm(event, fields);
  source.report(
    source.find(fields.node, [event]),
    say`${event} has no steps`,
    say`list them, or write "[]" to just go on`,
  );
  return undefined;
}

/** The default otherwise-arm: the run is left. */
function leaveInVain({ at, on, within }: Pick<AwaitStep, 'at' | 'on' | 'within'>, id: string): LeaveStep {
  const about = `no ${on.join(' or ')}`;
  const reason = `${about} within ${within.words}`;
  return { kind: 'leave', at, id, reason: inWords(() => reason), about };
}
