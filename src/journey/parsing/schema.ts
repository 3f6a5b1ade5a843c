import { eventTypes } from '../../commerce/events.ts';
import { periods } from '../../model/journey.ts';
import { purposes } from '../../model/purpose.ts';
import { subjectKinds } from '../../model/subject.ts';
import { stepKinds } from '../steps/registry.ts';
import { anyCondition } from '../values/condition.ts';
import { rememberedTypes } from '../values/events.ts';
import { topicKey } from '../values/topic.ts';
import { wordsSchema } from '../values/words.ts';

const duration = { type: 'string', pattern: '^[0-9]+ (minute|hour|day|week)s?$' };
const ending = { enum: rememberedTypes };
const endings = { oneOf: [ending, { type: 'array', items: ending, minItems: 1, uniqueItems: true }] };

/** The keys of `starts`, as JSON Schema. */
export const startsKeys = {
  on: { enum: eventTypes, description: 'The event that lets a customer in.' },
  'every year on': {
    type: 'string',
    pattern: '^([0-9]+ (day|week)s? before )?customer\\.birthday$',
    description: 'Or a date of the profile, every year: "customer.birthday", "7 days before customer.birthday".',
  },
  every: { enum: periods, description: 'Or the calendar: every day, every Monday, the first of every month.' },
  at: {
    type: 'string',
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    description: "When on that day, by the customer's clock. A birthday without it begins with the day.",
  },
  entering: {
    type: 'string',
    description:
      'Or coming into a segment of segments.yaml: by an event, or as time passes. A tag alone lets nobody in, for nothing happens when it is set.',
  },
  'by hand': {
    const: true,
    description:
      'Somebody of the shop may let a customer in, with `npm run journeys -- start` or the event journey.requested. Alone, or beside a trigger.',
  },
  if: {
    ...anyCondition,
    description:
      'The audience: a [condition](#conditions) as a step `if` has it, which holds on entry, and is asked again before every message.',
  },
  where: {
    ...anyCondition,
    description: "A [condition](#conditions) on the event's detail; only events that match it let anyone in.",
  },
  'once per': {
    enum: subjectKinds,
    description:
      'What a run is about: the customer, or a noun of the event. A second cart is a second run. Without `on`: the customer.',
  },
  'again after': {
    oneOf: [
      { enum: ['never', 'the end', 'always'] },
      duration,
      {
        type: 'string',
        pattern: `^[0-9]+ (minute|hour|day|week)s? or (${rememberedTypes.join('|').replaceAll('.', '\\.')})$`,
      },
    ],
    description:
      'How long after an entry the same subject may enter again, such as "7 days", or before that once something happened to it: "7 days or cart.emptied"; "the end": by any later event once the run is over; "always": by any later event, and the new run takes the place of one that is still under way. Without it "never", and by the calendar "the end".',
  },
};

/** The keys of `ends`, as JSON Schema. */
export const endsKeys = {
  when: { ...endings, description: 'Events that make the rest of the journey pointless.' },
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
  about: {
    description: 'In a sentence: what the journey does for the customer. One text, or one in each language.',
    oneOf: [{ type: 'string' }, wordsSchema],
  },
  purpose: {
    enum: purposes,
    description: 'marketing needs consent and honours caps and quiet hours; transactional does not.',
  },
  topic: {
    ...topicKey,
    description:
      'What customers switch on and off on their preference page: a topic of store.yaml, or offers, restock, reviews, surveys or order-updates. Without it offers for marketing, and order-updates for everything transactional. Under a transactional topic no marketing goes.',
  },
  priority: {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    default: 50,
    description: 'When the caps leave room for one message, the higher goes first.',
  },
  'ignores caps': {
    const: true,
    description:
      'Its marketing goes whatever the caps and gaps of store.yaml say, but never in the quiet hours; it counts against them for others.',
  },
  starts: {
    ...mapping(startsKeys, []),
    anyOf: ['on', 'every year on', 'every', 'entering', 'by hand'].map((key) => ({ required: [key] })),
    description: 'What lets a customer in.',
  },
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
