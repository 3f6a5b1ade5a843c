import { type EventType, eventTypes } from '../../contracts/event.ts';
import { type Duration, readRunDuration } from '../duration.ts';
import { readEvents } from '../events.ts';
import type { Position } from '../problem.ts';
import { required } from '../read.ts';
import { retryToken } from '../retry.ts';
import { functionNamed, nextPath } from '../states-language.ts';
import { durationInJapanese, eventsInWords } from '../words.ts';
import type { LeaveStep } from './leave.ts';
import type { Step } from './registry.ts';
import { type StepKind, thenParameter } from './step-kind.ts';

/** `await: shipment.delivered`, `within: 30 days`, and what else happens `otherwise`; after that the run is over. */
export interface AwaitStep {
  readonly kind: 'await';
  readonly at: Position;
  readonly id: string;
  readonly on: readonly EventType[];
  readonly within: Duration;
  readonly otherwise: readonly Step[];
}

export const awaitKind: StepKind<AwaitStep> = {
  keys: {
    await: {
      description: 'Waits for one of these events about the same thing.',
      oneOf: [{ enum: eventTypes }, { type: 'array', items: { enum: eventTypes }, minItems: 1, uniqueItems: true }],
    },
    within: { type: 'string', description: 'For how long, such as "30 days".', examples: ['30 days'] },
    otherwise: {
      description: 'Steps for when the time is up; after them the run is over. Without it: the run is left.',
      $ref: '#/$defs/steps',
    },
  },

  read(fields, reading) {
    const { source } = reading;
    const at = source.at(fields.node);
    const on = readEvents(source, fields.values.get('await') ?? fields.node, 'await');
    const time = required(source, fields, 'within', 'await', 'say for how long, such as "within: 30 days"');
    const within = time && readRunDuration(source, time, 'within');
    const written = fields.values.has('otherwise') ? reading.branch('otherwise', fields) : [];
    if (!on || !within || !written) return undefined;
    const id = reading.id(`await-${on.join('-or-').replaceAll('.', '-')}`);
    const otherwise = written.length > 0 ? written : [leaveInVain({ at, on, within }, reading.id('leave'))];
    return { kind: 'await', at, id, on, within, otherwise };
  },

  stateName: ({ on }) => `Await ${on.join(' or ')}`,

  nounFor: ({ on }) => `awaiting ${on.join(' or ')}`,

  state(step, place) {
    return {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: functionNamed('await-event'),
        Payload: {
          ...place.run,
          step: { id: step.id, on: step.on },
          ...thenParameter(place),
          'token.$': '$$.Task.Token',
        },
      },
      ResultPath: nextPath,
      TimeoutSeconds: step.within.minutes * 60,
      Retry: [retryToken],
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.timeout', Next: place.branch(step.otherwise) }],
      ...place.onward,
    };
  },

  explain({ on, within }) {
    const events = eventsInWords(on);
    return {
      en: `Wait until ${events.en}, ${within.words} at most.`,
      ja: `${events.ja}まで待ちます（最長${durationInJapanese(within.words)}）。`,
    };
  },

  branches: ({ otherwise }) => [{ key: 'otherwise', when: inVain, steps: otherwise }],

  box({ on, within }) {
    const events = eventsInWords(on);
    return {
      tone: 'question',
      icon: 'M3.5 1.5h9M3.5 14.5h9M4.5 1.5v2.5L8 8l-3.5 4v2.5M11.5 1.5v2.5L8 8l3.5 4v2.5',
      title: { en: `Wait until ${events.en}`, ja: `${events.ja}まで待つ` },
      note: { en: `${within.words} at most`, ja: `最長${durationInJapanese(within.words)}` },
    };
  },

  calledInDiff: ({ on }) => `the wait for ${on.join(' or ')}`,

  setting: ({ within }) => within.words,
};

const inVain = { en: 'if that has not happened by then', ja: 'それまでに知らせがなければ' };

/** What happens otherwise when the journey does not say: the run is left. */
function leaveInVain({ at, on, within }: Pick<AwaitStep, 'at' | 'on' | 'within'>, id: string): LeaveStep {
  const about = `no ${on.join(' or ')}`;
  return { kind: 'leave', at, id, reason: `${about} within ${within.words}`, about };
}
