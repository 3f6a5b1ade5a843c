import { clockIn } from './clock.ts';
import type { Evidence, Sent } from './evidence.ts';
import { type Cap, caps, dayOff, dayOfRest, gaps, lawsOf, mailHours } from './promised.ts';
import { type Violation, when } from './violation.ts';

const minute = 60_000;

/** A call that has decided may still be sending for as long as a function may run. */
const underWay = minute;

/** A message is counted when it is claimed, and may be taken so long after it. */
const claimedBefore = 10 * minute;

/** Marketing at a time at which none may go, too soon after another, or more of it than the shop allows. */
export function timeViolations(evidence: Evidence): Violation[] {
  const marketing = evidence.sent.filter(({ purpose }) => purpose === 'marketing');
  const groups = [...byMailbox(marketing), ...byPerson(marketing, evidence)];
  return [
    ...marketing.flatMap((sent) => atWrongTime(sent, evidence)),
    ...groups.flatMap((group) => [...overCaps(group), ...tooSoon(group)]),
  ];
}

function byMailbox(marketing: readonly Sent[]): (readonly Sent[])[] {
  return [...Map.groupBy(marketing, ({ address }) => address).values()];
}

/** Who was two customers for a while has two caps until the shop knows better, and one for the mailbox. */
function byPerson(marketing: readonly Sent[], { owners }: Evidence): (readonly Sent[])[] {
  const plain = marketing.flatMap((sent) => {
    const [owner, ...others] = owners.get(sent.address) ?? [];
    if (sent.replaced) return []; // the second attempt counts
    const isOne = owner !== undefined && others.length === 0 && owner.person.standing === 'account';
    return isOne ? [{ name: owner.person.name, sent }] : [];
  });
  return [...Map.groupBy(plain, ({ name }) => name).values()].map((all) => all.map(({ sent }) => sent));
}

function overCaps(group: readonly Sent[]): Violation[] {
  return caps.flatMap((cap) => overCap(group.filter(cap.of), cap));
}

function overCap(counted: readonly Sent[], { name, most, within }: Cap): Violation[] {
  const inOrder = counted.toSorted((one, other) => one.at - other.at);
  const over = inOrder.filter((sent, index) => {
    const first = inOrder[index - most];
    return first !== undefined && sent.at - first.at < within - claimedBefore;
  });
  return over.slice(0, 1).map((sent) => violation('over-long-cap', sent, `more than ${name}`));
}

function tooSoon(group: readonly Sent[]): Violation[] {
  return [...Map.groupBy(group, ({ channel }) => channel)].flatMap(([channel, sent]) => {
    const inOrder = sent.toSorted((one, other) => one.at - other.at);
    return inOrder.flatMap((one, index) => {
      const before = inOrder[index - 1];
      if (before === undefined || one.at - before.at >= gaps[channel] - claimedBefore) return [];
      return [violation('too-soon', one, `the one before went at ${when(before.at)}`)];
    });
  });
}

function atWrongTime(sent: Sent, { owners }: Evidence): Violation[] {
  const person = owners.get(sent.address)?.[0]?.person;
  if (person === undefined) return [];
  const { zone } = person.place;
  const shown = clockIn(zone, sent.at);
  const decided = clockIn(zone, sent.at - underWay);
  const outside = ({ from, to }: { readonly from: number; readonly to: number }) =>
    [shown, decided].every(({ minutes }) => minutes < from || minutes >= to);
  const off = decided.day === shown.day ? dayOff(shown.day, person) : undefined;
  const days = off === undefined ? [] : [violation('day-off', sent, `${shown.day} is ${off}`)];
  const clock = `it was ${two(shown.minutes / 60)}:${two(shown.minutes % 60)} in ${zone}`;
  if (sent.channel === 'email') {
    return outside(mailHours) ? [...days, violation('outside-hours', sent, `${clock}: ${mailHours.rule}`)] : days;
  }
  const rest = dayOfRest(shown.day, sent.address);
  const rests = rest === undefined ? [] : [violation('outside-legal-hours', sent, `${shown.day} is ${rest} there`)];
  const laws = lawsOf(sent.address).filter(outside);
  return [...days, ...rests, ...laws.map(({ rule }) => violation('outside-legal-hours', sent, `${clock}: ${rule}`))];
}

function two(number: number): string {
  return String(Math.floor(number)).padStart(2, '0');
}

function violation(rule: Violation['rule'], sent: Sent, why: string): Violation {
  const { at, channel, journey, step, address, origin } = sent;
  const message = `${when(at)} ${journey} ${step} by ${channel} to ${address}`;
  return { rule, shopper: origin?.shopper.person.name ?? address.split('@')[0], what: `${message}: ${why}` };
}
