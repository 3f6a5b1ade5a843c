import type { OptOut } from '../shop/audience.ts';
import { clockIn } from './clock.ts';
import { addressesOf, addressIn, type Evidence, liesWithTwo, type Sent, secondKey, type Told } from './evidence.ts';
import { topicOf } from './promised.ts';
import { type Violation, when } from './violation.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A call that has decided may still be sending for as long as a function may run. */
const underWay = minute;

/** By then an opt-out that an event or a report tells of has been taken in, whatever a queue had to repeat. */
const heardWithin = 2 * hour;

/** The shop's rules, as store.yaml tells its owner. */
const quiet = { from: 21 * 60, to: 8 * 60 };
const marketingPerDay = 1;

/** What is wrong with the messages that went. */
export function messageViolations(evidence: Evidence): Violation[] {
  return [
    ...sentTwice(evidence),
    ...evidence.sent.flatMap((sent) => [
      ...afterOptOut(sent, evidence),
      ...withoutConsent(sent, evidence),
      ...inQuietHours(sent, evidence),
      ...toWrongAddress(sent, evidence),
      ...byWrongStart(sent),
    ]),
    ...overCap(evidence),
    ...byBoth(evidence),
  ];
}

function sentTwice({ sent, brokenCalls, owners }: Evidence): Violation[] {
  const byMessage = Map.groupBy(sent, ({ key }) => key);
  const ofOneRun = [...byMessage.values()].flatMap((all) => {
    const [first, second] = all;
    if (first === undefined || second === undefined) return [];
    const unheard = !first.answered || brokenCalls.has(first.call);
    const allowed = first.purpose === 'transactional' && all.length === 2 && unheard;
    return allowed ? [] : [violation('sent-twice', second, `${all.length} times, first at ${when(first.at)}`)];
  });
  return [...ofOneRun, ...twiceAboutOneThing(sent.filter((one) => !liesWithTwo(one, owners)))];
}

/** Journeys that run once for a thing, whatever lets in: nobody hears of the thing twice. */
const oncePer: Readonly<Record<string, 'order' | 'shipment'>> = {
  'post-purchase': 'order',
  'late-order': 'order',
  satisfaction: 'order',
  'review-request': 'order',
  'shipping-updates': 'shipment',
  'shipping-arrival': 'shipment',
};

/** How long a message that may go by either channel has to arrive, as the journeys of the soak say. */
const arrivesWithin = 6 * hour;

/** Messages that went by two channels although the first had not bounced, and was not late either. */
function byBoth({ sent, arrivals, optOuts }: Evidence): Violation[] {
  const firsts = new Map(sent.filter(({ replaced }) => replaced).map((first) => [secondKey(first.key), first]));
  return sent.flatMap((second) => {
    const first = firsts.get(second.key);
    if (first === undefined) return [];
    const bounced = optOuts.some(
      ({ address, at, by }) => by === 'bounce' && address === first.address && at <= second.at,
    );
    if (bounced) return [];
    const arrived = arrivals.get(first.key) ?? Number.POSITIVE_INFINITY;
    const known = arrived + heardWithin;
    const why = `${first.channel} at ${when(first.at)}`;
    if (second.at < first.at + arrivesWithin) return [violation('never-both', second, `too early after ${why}`)];
    return known < second.at ? [violation('never-both', second, `it had arrived: ${why}`)] : [];
  });
}

function twiceAboutOneThing(sent: readonly Sent[]): Violation[] {
  const about = sent.flatMap((message) => {
    const thing = message.origin?.detail[oncePer[message.journey] ?? ''] as { id: string } | undefined; // of the contract
    const key = `${message.journey} ${message.step} ${thing?.id} ${lifeOf(message)}`;
    return thing === undefined ? [] : [{ message, key }];
  });
  return [...Map.groupBy(about, ({ key }) => key).values()].flatMap((all) => {
    const runs = new Set(all.map(({ message }) => message.run));
    const last = all.at(-1)?.message;
    return runs.size > 1 && last !== undefined
      ? [violation('sent-twice', last, `by ${runs.size} runs about one thing`)]
      : [];
  });
}

/**
 * Whether the run began before or after its customer was erased. An erasure deletes what the shop knew of the thing, so that a
 * later event about it starts a new run. A run from before the erasure that goes on is found by another rule.
 */
function lifeOf({ origin }: Sent): 'first' | 'second' {
  return origin !== undefined && origin.at > (origin.shopper.erased ?? Number.POSITIVE_INFINITY) ? 'second' : 'first';
}

function afterOptOut(sent: Sent, { optOuts, owners, choices }: Evidence): Violation[] {
  if (sent.suppressed) return []; // the service's own list kept it back
  const closed = optOuts.find((optOut) => {
    const { address, at, by } = optOut;
    if (address !== sent.address) return false;
    if (sent.purpose === 'transactional' && (by === 'link' || by === 'stop')) return false;
    if (by === 'link' && (isLifted(optOut, sent, owners) || hasChosen(sent, choices, at))) return false;
    return sent.at > at + (by === 'link' ? underWay : heardWithin);
  });
  return closed ? [violation('after-opt-out', sent, `${closed.by} at ${when(closed.at)}`)] : [];
}

/** Whether somebody has agreed since, with an account for which the shop has verified the address. */
function isLifted({ address, channel, at }: OptOut, sent: Sent, owners: Evidence['owners']): boolean {
  const acts = (owners.get(address) ?? []).flatMap((owner) => owner.acts);
  return acts.some((act) => {
    const { customer } = act.detail;
    const agreed = customer.consent?.[channel];
    const isLater = agreed?.granted === true && Date.parse(agreed.at) > at && act.posted <= sent.at;
    return isLater && isValid(act) && customer.verified?.includes(kindOf[channel]) === true;
  });
}

const kindOf = { email: 'email', sms: 'phone' } as const;

/** Whether somebody has switched the message's topic on since, through a link that was sent to the address. */
export function hasChosen(sent: Sent, choices: Evidence['choices'], since = Number.NEGATIVE_INFINITY): boolean {
  return choices.some(({ address, choice, at, askedAt }) => {
    const isOn = 'to' in choice && choice.to === 'on' && choice.topic === topicOf(sent);
    return isOn && address === sent.address && at > since && askedAt <= sent.at;
  });
}

function withoutConsent(sent: Sent, { owners, choices }: Evidence): Violation[] {
  if (sent.purpose !== 'marketing' || hasChosen(sent, choices)) return [];
  const agreed = (owners.get(sent.address) ?? []).some(({ acts }) =>
    acts.some(
      (act) => act.posted <= sent.at && isValid(act) && act.detail.customer.consent?.[sent.channel]?.granted === true,
    ),
  );
  return agreed ? [] : [violation('without-consent', sent, 'nobody with that address has agreed')];
}

function inQuietHours(sent: Sent, { owners }: Evidence): Violation[] {
  const [owner] = owners.get(sent.address) ?? [];
  if (sent.purpose !== 'marketing' || owner === undefined) return [];
  const { zone } = owner.person.place;
  const { minutes } = clockIn(zone, sent.at - underWay);
  const isQuiet = (time: number) => time >= quiet.from || time < quiet.to;
  if (!isQuiet(minutes) || !isQuiet(clockIn(zone, sent.at).minutes)) return [];
  return [violation('in-quiet-hours', sent, `${Math.floor(minutes / 60)} o'clock in ${zone}`)];
}

function overCap({ sent, owners }: Evidence): Violation[] {
  const marketing = sent.filter(({ purpose }) => purpose === 'marketing');
  const perAddress = Map.groupBy(marketing, (one) => dayOf(one, owners, one.address));
  // Who was two customers for a while has two caps until the shop knows better, and one for the mailbox.
  const plain = marketing.filter(({ address, replaced }) => {
    if (replaced) return false; // the second attempt counts
    const [owner, ...others] = owners.get(address) ?? [];
    return others.length === 0 && owner?.person.standing !== 'joining';
  });
  const perPerson = Map.groupBy(plain, (one) => dayOf(one, owners, owners.get(one.address)?.[0]?.person.name ?? ''));
  const over = [...perAddress.values(), ...perPerson.values()].filter((all) => all.length > marketingPerDay);
  return over.flatMap((all) => {
    const last = all.at(-1);
    return last ? [violation('over-cap', last, `${all.length} on one day, the first at ${when(all[0]?.at ?? 0)}`)] : [];
  });
}

function dayOf({ at, address }: Sent, owners: Evidence['owners'], whose: string): string {
  const zone = owners.get(address)?.[0]?.person.place.zone ?? 'Asia/Tokyo';
  return `${whose} ${clockIn(zone, at).day}`;
}

/** A guest's order is for the address that came with it; anything else for an address that its customer has told of. */
function toWrongAddress(sent: Sent, evidence: Evidence): Violation[] {
  const { origin } = sent;
  if (origin === undefined) {
    return evidence.owners.has(sent.address) ? [] : [violation('wrong-address', sent, 'nobody ever told of it')];
  }
  const expected = addressIn(orderedBy(origin, evidence) ?? origin, sent.channel);
  const isGuest = origin.detail.customer.id === undefined && expected !== undefined;
  const allowed = isGuest ? [expected] : addressesOf(origin.shopper);
  if (allowed.includes(sent.address)) return [];
  return [violation('wrong-address', sent, `the run was begun by ${origin.shopper.person.name}`)];
}

/** The event that told of the order that an event is about. */
function orderedBy({ detail }: Told, { told }: Evidence): Told | undefined {
  const { order } = detail;
  return (
    order &&
    told.find((event) => event.type === 'order.placed' && event.detail.order?.id === order.id && isValid(event))
  );
}

function byWrongStart(sent: Sent): Violation[] {
  const { origin } = sent;
  if (origin === undefined || origin.kind === 'good') return [];
  return [violation('wrong-start', sent, `begun by ${origin.detail.id}, which is ${origin.kind}`)];
}

/** Whether the contract accepts the event, and it is more than a trial. */
export function isValid({ kind }: Pick<Told, 'kind'>): boolean {
  return kind === 'good' || kind === 'old' || kind === 'history';
}

function violation(rule: Violation['rule'], sent: Sent, why: string): Violation {
  const { at, channel, journey, step, address, origin } = sent;
  const message = `${when(at)} ${journey} ${step} by ${channel} to ${address}`;
  return { rule, shopper: origin?.shopper.person.name ?? address.split('@')[0], what: `${message}: ${why}` };
}
