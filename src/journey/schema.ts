import { purposes } from '../contracts/channel.ts';
import { eventTypes } from '../contracts/event.ts';
import { subjectKinds } from '../contracts/run.ts';
import { stepKinds } from './steps/registry.ts';

const duration = { type: 'string', pattern: '^[0-9]+ (minute|hour|day|week)s?$' };
const event = { enum: eventTypes };
const events = { oneOf: [event, { type: 'array', items: event, minItems: 1, uniqueItems: true }] };

/** The keys of `starts`, as JSON Schema. */
export const startsKeys = {
  on: { ...event, description: 'The event that lets a customer in.' },
  where: {
    type: 'object',
    description: "An EventBridge pattern on the event's detail; only events that match it let anyone in.",
  },
  'once per': {
    enum: subjectKinds,
    description: 'What a run is about: the customer, or a noun of the event. A second cart is a second run.',
  },
  'again after': {
    oneOf: [{ enum: ['never', 'the end'] }, duration],
    default: 'never',
    description:
      'How long after an entry the same subject may enter again; "the end": by any later event once the run is over.',
  },
};

/** The keys of `ends`, as JSON Schema. */
export const endsKeys = {
  when: { ...events, description: 'Events that make the rest of the journey pointless.' },
  goal: {
    type: 'string',
    pattern: '^\\S+ within [0-9]+ (minute|hour|day|week)s?$',
    description:
      'What the journey is for, such as "order.placed within 5 days": counted from the start, also after a run is over.',
  },
};

/** The keys of a journey, as JSON Schema. */
export const journeyKeys = {
  journey: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$', description: "The folder's name." },
  about: { type: 'string', description: 'In a sentence: what the journey does for the customer.' },
  purpose: {
    enum: purposes,
    description: 'marketing needs consent and honours caps and quiet hours; transactional does not.',
  },
  priority: {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    default: 50,
    description: 'When the daily cap leaves room for one message, the higher goes first.',
  },
  starts: { ...mapping(startsKeys, ['on', 'once per']), description: 'What lets a customer in.' },
  ends: { ...mapping(endsKeys, ['when']), description: 'What ends a run before its last step.' },
  steps: { $ref: '#/$defs/steps', description: 'What happens, in order.' },
};

/** The whole language as JSON Schema, for editors that complete and check YAML with one. */
export function journeySchema(): object {
  const kinds = Object.entries(stepKinds).map(([kind, { keys }]) => mapping(keys, [kind]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aftercart journey',
    ...mapping(journeyKeys, ['journey', 'about', 'purpose', 'starts', 'steps']),
    $defs: {
      steps: { type: 'array', minItems: 1, items: { anyOf: kinds } },
      arm: { oneOf: [{ $ref: '#/$defs/steps' }, { type: 'array', maxItems: 0 }] },
    },
  };
}

function mapping(properties: Readonly<Record<string, object>>, required: readonly string[]) {
  return { type: 'object', properties, required, additionalProperties: false };
}
