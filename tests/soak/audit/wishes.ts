import type { Chosen } from '../shop/audience.ts';
import type { Paused } from '../shop/operators.ts';
import type { Evidence, Sent } from './evidence.ts';
import { topicOf } from './promised.ts';
import { type Violation, when } from './violation.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A call that has decided may still be sending for as long as a function may run. */
const underWay = minute;

/** A message is counted when it is claimed, and may be taken so long after it. */
const claimedBefore = 10 * minute;

/** What went against the wishes of an address's owner, or while the shop had paused it. */
export function wishViolations(evidence: Evidence): Violation[] {
  const { sent, choices, pauses } = evidence;
  const byAddress = Map.groupBy(choices, ({ address }) => address);
  const marketing = Map.groupBy(
    sent.filter(({ purpose }) => purpose === 'marketing'),
    ({ address }) => address,
  );
  return sent.flatMap((one) => {
    const theirs = byAddress.get(one.address) ?? [];
    return [
      ...underTopicOff(one, theirs),
      ...whilePaused(one, theirs),
      ...tooOften(one, theirs, marketing.get(one.address) ?? []),
      ...whileShopPaused(one, pauses),
    ];
  });
}

function underTopicOff(sent: Sent, choices: readonly Chosen[]): Violation[] {
  const topic = topicOf(sent);
  const about = choices.filter(({ choice }) => 'topic' in choice && choice.topic === topic);
  const off = inForce(about, sent.at, ({ choice }) => 'to' in choice && choice.to === 'off');
  return off ? [violation('topic-off', sent, `${topic} was switched off at ${when(off.at)}`)] : [];
}

function whilePaused(sent: Sent, choices: readonly Chosen[]): Violation[] {
  if (sent.purpose !== 'marketing') return [];
  const about = choices.filter(({ choice }) => 'pausedUntil' in choice);
  const pause = inForce(about, sent.at, ({ choice }) => 'pausedUntil' in choice && (choice.pausedUntil ?? 0) > sent.at);
  return pause ? [violation('customer-paused', sent, `its owner paused marketing at ${when(pause.at)}`)] : [];
}

function tooOften(sent: Sent, choices: readonly Chosen[], marketing: readonly Sent[]): Violation[] {
  if (sent.purpose !== 'marketing') return [];
  const about = choices.filter(({ choice }) => 'less' in choice);
  const less = inForce(about, sent.at, ({ choice }) => 'less' in choice && choice.less);
  const before = marketing.find(({ at }) => at < sent.at && at > sent.at - 7 * day + claimedBefore);
  if (less === undefined || before === undefined) return [];
  return [violation('less-often', sent, `the one before went at ${when(before.at)}`)];
}

/** The choice that held for certain when a message went: done before, and not taken back by any that was begun. */
function inForce(choices: readonly Chosen[], at: number, restricts: (chosen: Chosen) => boolean): Chosen | undefined {
  const last = choices.filter((one) => one.at + underWay < at).toSorted((one, other) => other.at - one.at)[0];
  if (last === undefined || !restricts(last)) return undefined;
  const others = choices.filter((one) => one !== last && one.askedAt <= at && one.at >= last.askedAt);
  return others.every(restricts) ? last : undefined;
}

function whileShopPaused(sent: Sent, pauses: readonly Paused[]): Violation[] {
  const pause = pauses.find((one) => pausedBy(one, sent) && sent.at > one.from + underWay && sent.at < one.to);
  return pause ? [violation('shop-paused', sent, `${pause.scope} was paused at ${when(pause.from)}`)] : [];
}

/** True if a pause is about a message. */
export function pausedBy(
  { scope }: Pick<Paused, 'scope'>,
  sent: Pick<Sent, 'journey' | 'step' | 'purpose' | 'channel'>,
): boolean {
  const names = [`channel#${sent.channel}`, `topic#${topicOf(sent)}`, `journey#${sent.journey}`];
  return scope === 'all' || names.includes(scope);
}

function violation(rule: Violation['rule'], sent: Sent, why: string): Violation {
  const { at, channel, journey, step, address, origin } = sent;
  const message = `${when(at)} ${journey} ${step} by ${channel} to ${address}`;
  return { rule, shopper: origin?.shopper.person.name ?? address.split('@')[0], what: `${message}: ${why}` };
}
