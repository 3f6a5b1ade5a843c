import { describe, expect, test } from 'vitest';
import { type EventType, eventTypes, type SubjectKind } from '../../../src/commerce/events.ts';
import { nounFacts } from '../../../src/commerce/nouns.ts';
import { stepScope } from '../../../src/journey/conditions/scope.ts';
import { parseCustomFields } from '../../../src/journey/parsing/custom-fields.ts';
import { JourneyError } from '../../../src/journey/reading/problem.ts';
import { subjectsOf } from '../../../src/journey/values/events.ts';
import type { Fact } from '../../../src/model/fact.ts';
import { viewShape } from '../../../src/model/view.ts';
import { factFromEvent } from '../../../src/policy/past/fact-from-event.ts';
import { factsAbout } from '../../../src/policy/past/subject.ts';
import { storeEvent } from '../../fixtures/events.ts';

const at = '2026-03-02T09:00:00Z';

/** One fact of every kind, all of one order. */
const facts: readonly Fact[] = eventTypes.flatMap((type) => factFromEvent(storeEvent(type, at)) ?? []);

/** The nouns that the view of a run has at most: those of which `factsAbout` finds a fact. */
function foundBy(on: EventType, kind: SubjectKind): string[] {
  const began = factFromEvent(storeEvent(on, at));
  const id = facts.find((fact) => fact.kind === kind)?.id ?? 'c';
  const run = { id: 'r', subject: { kind, id }, ...(began && { about: { kind: began.kind, id: began.id } }) };
  const found = Object.keys(factsAbout(run, facts));
  return found.filter((noun) => Object.hasOwn(viewShape, noun)).sort();
}

const starts = eventTypes.flatMap((on) => subjectsOf(on).map((kind) => [on, kind] as const));

describe('the nouns that a condition may ask about', () => {
  test.each(starts)('are those that a run on %s, once per %s, finds', (on, oncePer) => {
    const known = Object.keys(stepScope({ segments: [] }, { on, oncePer }).fields).filter((noun) => noun in nounFacts);
    expect([...new Set([...foundBy(on, oncePer), 'survey'])].sort()).toEqual(known.sort());
  });

  test('are the customer alone, without an event', () => {
    const scope = stepScope({ segments: ['loyal'] }, { oncePer: 'customer' });
    expect(Object.keys(scope.fields)).toEqual(['customer', 'survey', 'orders', 'segments', 'messages']);
  });
});

describe('fields.yaml', () => {
  const problemsIn = (text: string) => {
    try {
      parseCustomFields(text);
    } catch (error) {
      if (error instanceof JourneyError) return error.message.split('\n').filter((line) => line.includes('.yaml:'));
      throw error;
    }
    throw new Error('the fields were accepted');
  };

  test('names fields with their kinds', () => {
    const text =
      'fields:\n  order.giftWrap: true or false\n  order.channel: [web, store]\n  customer.loyalty.card: text\n  tags: texts\n  cart.weight: number\n';
    expect(parseCustomFields(text)).toEqual({
      'order.giftWrap': { type: { is: 'flag' } },
      'order.channel': { type: { is: 'choice', of: ['web', 'store'] } },
      'customer.loyalty.card': { type: { is: 'text' } },
      tags: { type: { is: 'text' }, list: true },
      'cart.weight': { type: { is: 'number' } },
    });
  });

  test.each([
    ['feilds: {}', '1:1 unknown key "feilds" in the file: did you mean "fields"?'],
    [
      'fields: { order.gift: bool }',
      '1:23 "bool" is no kind of field: write text, number, true or false or texts; or list the texts that it may be: [web, store]',
    ],
    [
      'fields: { order.total: number }',
      '1:11 "order.total" is a field of docs/events.md: drop it: conditions know it already',
    ],
    [
      'fields: { order.lines.sku: text }',
      '1:11 nothing can be beside or below "order.lines.sku": fields inside a list are not stored',
    ],
    [
      'fields: { order..gift: text }',
      '1:11 "order..gift" is no name of a field: write its path in the event, such as order.giftWrap',
    ],
  ])('%s', (text, problem) => {
    expect(problemsIn(text)[0]?.replace(/\.$/, '')).toBe(`statemachines/fields.yaml:${problem}`);
  });
});
