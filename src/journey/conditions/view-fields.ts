import { outcomes } from '../../model/outcome.ts';
import type { Surveys } from '../../model/survey.ts';
import type { ViewPart, ViewShape } from '../../model/view.ts';
import { eventFields, nounFields } from './event-fields.ts';
import { type FieldGroup, type Fieldset, type FieldValue, isGroup, type ValueType } from './field.ts';

const count: ValueType = { is: 'number', least: 0, whole: true };
const flag: ValueType = { is: 'flag' };

/** The types of the values that no event carries in the same place, by their paths. All others are texts, or times. */
const types: Readonly<Record<string, ValueType>> = {
  'customer.country': { is: 'country' },
  'customer.locale': { is: 'locale' },
  'orders.count': count,
  'orders.since start': count,
  'orders.days since last': count,
  'orders.open refunds': count,
  'messages.last.outcome': { is: 'choice', of: outcomes },
};

/** Values that are known for every customer. */
const always: ReadonlySet<string> = new Set([
  'orders.count',
  'orders.since start',
  'orders.open refunds',
  'messages.coupon',
]);

/** Parts of the view whose keys an event's contract tells, by their paths. */
const contracts: Readonly<Record<string, () => FieldValue | FieldGroup | undefined>> = {
  'order.refunds': () => ({ below: { ...nounFields('order.refunded', 'refund'), at: leafOf('at', []) }, list: true }),
  ...Object.fromEntries(['cart', 'checkout', 'order'].map((noun) => [`${noun}.lines`, linesOf])),
};

/**
 * The fields of a shape of the view, with their types.
 * @param segments the names of the shop's segments
 * @param surveys of the shop, whose names and options are all that an answer can have
 */
export function viewFields(shape: ViewShape, segments: readonly string[], surveys: Surveys = {}): Fieldset {
  const fields = fieldsOf(shape, [], segments);
  const { survey } = fields;
  if (survey === undefined || !isGroup(survey) || Object.keys(surveys).length === 0) return fields;
  const options = Object.values(surveys).flatMap((one) => Object.keys(one.options));
  const [name, choice] = [Object.keys(surveys), [...new Set(options)]].map(
    (of): FieldValue => ({ type: { is: 'choice', of }, always: false }),
  );
  return {
    ...fields,
    survey: { ...survey, below: { ...survey.below, ...(name && { name }), ...(choice && { choice }) } },
  };
}

function fieldsOf(shape: ViewShape, path: readonly string[], segments: readonly string[]): Fieldset {
  const entries = Object.entries(shape).flatMap(([key, part]) => {
    const node = nodeOf(part, [...path, key], segments);
    return node === undefined ? [] : [[key, node] as const];
  });
  return Object.fromEntries(entries);
}

/** The fields of a part of the view. Those of the starting event are added by the caller, which knows the event. */
function nodeOf(
  part: ViewPart,
  path: readonly string[],
  segments: readonly string[],
): FieldValue | FieldGroup | undefined {
  if (typeof part === 'object') return { below: fieldsOf(part, path, segments) };
  const [noun = '', key = noun] = path;
  if (noun === 'segments') {
    return { below: Object.fromEntries(segments.map((name) => [name, { type: flag, always: true }])) };
  }
  return part === 'any' ? contracts[path.join('.')]?.() : leafOf(key, path);
}

function leafOf(key: string, path: readonly string[]): FieldValue {
  const name = path.join('.');
  const last = path.at(-1) ?? key;
  if (path[1] === 'tags') return { type: { is: 'text' }, always: false, list: true };
  return { type: types[name] ?? typeOf(path, last), always: always.has(name) || path[1] === 'consent' };
}

function typeOf(path: readonly string[], key: string): ValueType {
  if (key === 'amount') return { is: 'number', least: 0 };
  if (key === 'currency') return { is: 'currency' };
  if (/^at$|At$|By$/.test(key)) return { is: 'time' };
  if (path[1] === 'consent' || path[0] === 'messages') return flag;
  return told(path) ?? { is: key === 'moreLines' ? 'number' : 'text' };
}

/** The type that a field has in the events of its noun: a score, a rating, a role. */
function told([noun, key = '', ...deeper]: readonly string[]): ValueType | undefined {
  const event = ({ survey: 'survey.answered', review: 'review.submitted', referral: 'referral.completed' } as const)[
    noun as 'survey' | 'review' | 'referral' // or any other: then there is none
  ];
  const node = event && deeper.length === 0 ? nounFields(event, noun ?? '')[key] : undefined;
  return node && 'type' in node ? node.type : undefined;
}

function linesOf(): FieldValue | FieldGroup | undefined {
  const order = eventFields('order.placed').order;
  return order && 'below' in order ? order.below.lines : undefined;
}
