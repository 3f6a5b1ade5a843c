import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreEvent } from '../../src/commerce/events.ts';
import type { Conversion } from '../../src/model/conversion.ts';
import type { Fact } from '../../src/model/fact.ts';
import { type FeedbackKind, keptEngagements, type Message, messageKey } from '../../src/model/message.ts';
import type { Run } from '../../src/model/run.ts';
import { conversionsOf, type Evidence, mergeConversions } from '../../src/policy/attribution/conversion.ts';
import { engagementsOf } from '../../src/policy/attribution/engagements.ts';
import { foldFeedback, mergeMessages } from '../../src/policy/delivery/ledger.ts';
import { factOf, foldFact } from '../../src/policy/past/fold-fact.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { cartJourney, orderJourney, reviewJourney } from '../fixtures/catalogue.ts';
import { storeEvent } from '../fixtures/events.ts';

const day = 86_400_000;
const began = '2026-03-01T10:00:00Z';
const start = fromIso(began);

/** Two journeys with a goal on orders, one without. */
const journeys = {
  carts: { ...cartJourney, journey: 'carts' },
  hellos: { ...cartJourney, journey: 'hellos', ends: [] },
  reviews: reviewJourney,
};

type Name = keyof typeof journeys;

function run(journey: Name, startedAt = start): Run {
  const subject = { kind: 'cart', id: 'cart-1' } as const;
  const input = { customer: 'c', run: `${journey}-run`, journey, next: { until: '' } };
  return { id: input.run, customer: 'c', journey, subject, startedAt, startedBy: 'e', test: false, input };
}

function message(journey: Name, step = 'reminder'): Message {
  const of = `${journey}-run`;
  const key = messageKey(of, step);
  return { key, customer: 'c', run: of, journey, step, purpose: 'marketing', outcome: 'sent', due: start, at: start };
}

/** A report on a message, or an event of the store. */
type News = readonly [of: Message, kind: FeedbackKind, at: number] | StoreEvent;

function order(id: string, at: number): StoreEvent {
  const total = { amount: 48, currency: 'USD' };
  return storeEvent('order.placed', new Date(at).toISOString(), { order: { id, total, lines: [] } });
}

/** What is stored when conversions are looked for after each piece of news, as the functions do. */
function hear(news: readonly News[], runs: readonly Run[], windowMinutes = 5 * 1440) {
  const facts = new Map<string, Fact>();
  const messages = new Map<string, Message>();
  const stored = new Map<string, Conversion>();
  for (const one of news) {
    if ('customer' in one) {
      const told = factOf(one);
      const key = `${told?.kind}#${told?.id}`;
      const fact = foldFact(facts.get(key), one);
      if (fact) facts.set(key, fact);
    } else {
      const [of, kind, at] = one;
      messages.set(of.key, foldFeedback(messages.get(of.key) ?? of, kind, at));
    }
    const evidence = { customer: 'c', runs, facts: [...facts.values()], messages: [...messages.values()] };
    for (const found of conversionsOf({ ...evidence, journeys, windowMinutes } satisfies Evidence)) {
      const key = `${found.on}#${found.id}`;
      const known = stored.get(key);
      stored.set(key, known ? mergeConversions(known, found) : found);
    }
  }
  return [...stored.values()].sort((one, other) => one.id.localeCompare(other.id));
}

const both = [run('carts'), run('hellos')];

describe('a conversion', () => {
  it('is credited to the message of all journeys that was touched last before the order', () => {
    const news: News[] = [
      [message('carts'), 'clicked', start + day],
      [message('hellos'), 'opened', start + 2 * day],
      [message('carts'), 'opened', start + 4 * day],
      order('o-1', start + 3 * day),
    ];
    expect(hear(news, both)).toEqual([
      {
        on: 'order.placed',
        id: 'o-1',
        at: start + 3 * day,
        customer: 'c',
        journey: 'hellos',
        run: 'hellos-run',
        message: 'hellos-run_reminder',
        touch: { kind: 'opened', at: start + 2 * day },
        total: { minor: 4800, currency: 'USD' },
      },
    ]);
  });

  it.each<[string, readonly News[], readonly Run[]]>([
    ['was not touched', [[message('carts'), 'delivered', start + day], order('o-1', start + 2 * day)], both],
    ['was touched after the order', [[message('carts'), 'opened', start + 3 * day], order('o-1', start + day)], both],
    ['is of a journey without a goal', [[message('reviews'), 'clicked', start], order('o-1', start + day)], both],
    [
      'is of a run whose goal came too late',
      [[message('carts'), 'clicked', start + day], order('o-1', start + 6 * day)],
      both,
    ],
    [
      'is of a run that nobody knows',
      [[message('carts'), 'clicked', start], order('o-1', start + day)],
      [run('hellos')],
    ],
  ])('is none to a message that %s', (_why, news, runs) => {
    expect(hear(news, runs)).toEqual([]);
  });

  it('counts a touch to the end of the attribution window', () => {
    const touched = (before: number) =>
      hear([[message('carts'), 'opened', start + day - before], order('o-1', start + day)], both, 60);
    expect(touched(60 * 60_000)).toHaveLength(1);
    expect(touched(60 * 60_000 + 1)).toHaveLength(0);
  });

  it('is one for each order, also for the second within the window', () => {
    const clicked: News = [message('carts'), 'clicked', start + day];
    const found = hear([clicked, order('o-1', start + 2 * day), order('o-2', start + 3 * day)], both);
    expect(found.map(({ id }) => id)).toEqual(['o-1', 'o-2']);
  });

  it('stays with an entry whose place another run has taken', () => {
    const later = { ...run('carts', start + 8 * day), id: 'later', earlier: [{ id: 'carts-run', startedAt: start }] };
    const found = hear([[message('carts'), 'clicked', start + day], order('o-1', start + 2 * day)], [later]);
    expect(found.map(({ run: of }) => of)).toEqual(['carts-run']);
  });

  it('stays when its order is cancelled', () => {
    const news: News[] = [[message('carts'), 'clicked', start + day], order('o-1', start + 2 * day)];
    const cancelled = storeEvent('order.cancelled', new Date(start + 3 * day).toISOString());
    expect(hear([...news, cancelled], both)).toEqual(hear(news, both));
  });

  it('brings in the total of an order, not of what follows from it', () => {
    const rules = { ...orderJourney, goal: { on: 'review.submitted', withinMinutes: 14 * 1440 } } as const;
    const evidence = {
      customer: 'c',
      runs: [{ ...run('carts'), subject: { kind: 'order', id: 'o-1' } as const }],
      facts: [
        { kind: 'order', id: 'o-1', refunds: {}, total: { minor: 1, currency: 'JPY' }, placedAt: start },
        { kind: 'review', id: 'v-1', at: start + day, rating: 5, order: 'o-1' },
      ] as const,
      messages: [foldFeedback(message('carts'), 'clicked', start)],
      windowMinutes: 1440,
    };
    const [found] = conversionsOf({ ...evidence, journeys: { carts: rules } });
    expect(found).toMatchObject({ on: 'review.submitted', id: 'v-1' });
    expect(found?.total).toBeUndefined();
  });

  it('is the same whatever the order of all that is heard and however often each comes', () => {
    const messages = [message('carts'), message('carts', 'last-call'), message('hellos')];
    const time = fc.integer({ min: 0, max: 6 * 24 }).map((hour) => start + hour * 3_600_000);
    const report = fc.tuple(fc.constantFrom(...messages), fc.constantFrom('opened', 'clicked', 'delivered'), time);
    const orders = fc.array(time, { maxLength: 4 }).map((times) => times.map((at, n) => order(`o-${n}`, at)));
    const story = fc
      .tuple(fc.array(report, { maxLength: 15 }), orders)
      .map(([reports, events]): News[] => [...(reports as News[]), ...events]);
    const told = story.chain((news) =>
      fc.tuple(fc.constant(news), fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 })),
    );
    let converted = 0;
    fc.assert(
      fc.property(told, ([news, disorder]) => {
        const orderly = hear(news, both);
        converted += orderly.length;
        expect(hear(disorder, both)).toEqual(orderly);
      }),
      { numRuns: 300 },
    );
    expect(converted).toBeGreaterThan(100);
  });
});

describe('the touches of a message', () => {
  const touches = fc.array(
    fc.record({ kind: fc.constantFrom('opened', 'clicked'), at: fc.integer({ min: 1, max: 200 }) }),
    { minLength: 1, maxLength: 120 },
  );
  const fold = (list: readonly { kind: 'opened' | 'clicked'; at: number }[]) =>
    list.reduce((line, { kind, at }) => foldFeedback(line, kind, at), message('carts'));

  it('are the first and the last ones of each kind, in whatever order and however often they are heard', () => {
    const disorder = touches.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    );
    fc.assert(
      fc.property(disorder, ([list, shuffled]) => {
        const line = fold(list);
        expect(fold(shuffled)).toEqual(line);
        const opened = [...new Set(list.filter(({ kind }) => kind === 'opened').map(({ at }) => at))].sort(
          (one, other) => one - other,
        );
        const kept = [...opened.slice(0, 1), ...opened.slice(1).slice(-keptEngagements)];
        expect(engagementsOf(line).flatMap(({ kind, at }) => (kind === 'opened' ? [at] : []))).toEqual(kept);
      }),
    );
  });

  it('are all there when two lines of the ledger are settled, whichever is newer', () => {
    fc.assert(
      fc.property(touches, touches, (some, others) => {
        const together = engagementsOf(fold([...some, ...others]));
        expect(engagementsOf(mergeMessages(fold(some), fold(others)))).toEqual(together);
      }),
    );
  });

  it('take no room until there is a second one', () => {
    expect(fold([{ kind: 'opened', at: 1 }])).not.toHaveProperty('touchedAgain');
    expect(
      fold([
        { kind: 'opened', at: 1 },
        { kind: 'opened', at: 2 },
      ]),
    ).toMatchObject({ touchedAgain: { opened: [2] } });
  });
});
