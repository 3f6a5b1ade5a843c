import type { Shopper } from '../shop/history.ts';
import { addressesOf, type Evidence, liesWithTwo, type Sent, type Told } from './evidence.ts';
import { type Violation, when } from './violation.ts';

const hour = 3_600_000;

/** By then an event that ends a run has been taken in, whatever a queue had to repeat. */
const heardWithin = 2 * hour;

/** What two events may be about together. */
type Noun = 'order' | 'cart' | 'shipment' | 'checkout';

/** What ends a journey's messages: events about the same thing as the event that began it. */
const ends: Readonly<Record<string, readonly (readonly [type: Told['type'], about: Noun])[]>> = {
  'abandoned-cart': [
    ['order.placed', 'cart'],
    ['checkout.started', 'cart'],
    ['cart.emptied', 'cart'],
  ],
  'post-purchase': [
    ['order.cancelled', 'order'],
    ['order.refunded', 'order'],
  ],
  satisfaction: [
    ['order.cancelled', 'order'],
    ['order.refunded', 'order'],
  ],
  'review-request': [
    ['order.cancelled', 'order'],
    ['order.refunded', 'order'],
    ['review.submitted', 'order'],
  ],
  'shipping-updates': [['shipment.delivered', 'shipment']],
  'shipping-delay': [['shipment.delivered', 'shipment']],
  'late-order': [
    ['shipment.dispatched', 'order'],
    ['shipment.delivered', 'order'],
    ['order.cancelled', 'order'],
  ],
};

/** What is wrong with the ends of runs, and with reviews that were asked for. */
export function runViolations(evidence: Evidence): Violation[] {
  const byThing = thingsOf(evidence.told);
  const sent = evidence.sent.filter((one) => !liesWithTwo(one, evidence.owners));
  return [
    ...sent.flatMap((one) => [...sentTooLate(one, byThing), ...askedTooEarly(one, byThing)]),
    ...endedForNothing(evidence),
  ];
}

/** The good events about each thing, by noun and id. */
type Things = ReadonlyMap<string, readonly Told[]>;

function thingsOf(told: readonly Told[]): Things {
  const about = told.flatMap((event) => {
    if (event.kind === 'bad' || event.kind === 'test') return [];
    const nouns = (['order', 'cart', 'shipment', 'checkout'] as const).flatMap((noun) => {
      const thing = event.detail[noun];
      return thing === undefined ? [] : [`${noun} ${thing.id}`];
    });
    return nouns.map((noun) => ({ noun, event }));
  });
  const grouped = Map.groupBy(about, ({ noun }) => noun);
  return new Map([...grouped].map(([noun, all]) => [noun, all.map(({ event }) => event)]));
}

function sentTooLate(sent: Sent, byThing: Things): Violation[] {
  const { origin } = sent;
  if (origin === undefined) return [];
  const ended = (ends[sent.journey] ?? []).flatMap(([type, about]) => {
    const thing = origin.detail[about];
    const events = thing === undefined ? [] : (byThing.get(`${about} ${thing.id}`) ?? []);
    return events.filter(
      (event) =>
        event.type === type && event.kind !== 'history' && event.at > origin.at && event.posted + heardWithin < sent.at,
    );
  });
  const [first] = ended;
  if (first === undefined) return [];
  return [breach('wrong-end', sent, `although ${first.type} was told of at ${when(first.posted)}`)];
}

function askedTooEarly(sent: Sent, byThing: Things): Violation[] {
  const { origin } = sent;
  if (sent.journey !== 'review-request' || origin?.detail.order === undefined) return [];
  const parcels = byThing.get(`order ${origin.detail.order.id}`) ?? [];
  const arrived = new Set(
    parcels.flatMap(({ type, detail, posted }) =>
      type === 'shipment.delivered' && posted <= sent.at ? [detail.shipment?.id] : [],
    ),
  );
  const open = parcels.filter(
    ({ type, detail, posted }) =>
      type.startsWith('shipment.') && posted + heardWithin < sent.at && !arrived.has(detail.shipment?.id),
  );
  if (arrived.size > 0 && open.length === 0) return [];
  const what = arrived.size === 0 ? 'nothing has arrived' : `${open[0]?.detail.shipment?.id} is under way`;
  return [breach('early-review', sent, what)];
}

/** A message that was left out because an event had ended its run: there has to be such an event. */
function endedForNothing({ ledger, started, told, owners }: Evidence): Violation[] {
  const byId = new Map(told.map((event) => [event.detail.id, event]));
  return [...ledger.values()].flatMap((line): Violation[] => {
    const { key, outcome, reason, detail = '' } = line;
    if (outcome !== 'skipped' || reason !== 'run-ended' || !/^[a-z]+\.[a-z_]+$/.test(detail)) return [];
    const [run = ''] = key.split('_');
    const origin = byId.get(started.get(run)?.by ?? '');
    if (origin === undefined) return []; // nobody outside knows whose it is
    const { person } = origin.shopper;
    const told = withMates(origin.shopper, owners).some(({ acts }) =>
      acts.some(({ type, kind, posted, at }) => {
        return type === detail && (kind === 'good' || kind === 'old') && posted <= line.at && at >= origin.at;
      }),
    );
    return told
      ? []
      : [{ rule: 'wrong-end', shopper: person.name, what: `${key} ended by ${detail}, which never was` }];
  });
}

/** A shopper, and those who share an address: a guest's order is that of the account with its address. */
function withMates(shopper: Shopper, owners: Evidence['owners']): Shopper[] {
  return [shopper, ...addressesOf(shopper).flatMap((address) => owners.get(address) ?? [])];
}

function breach(rule: Violation['rule'], { at, journey, step, address, origin }: Sent, why: string): Violation {
  const what = `${when(at)} ${journey} ${step} to ${address}: ${why}`;
  return { rule, shopper: origin?.shopper.person.name, what };
}
