import type { Records } from '../../../src/insight/records.ts';
import type { Message } from '../../../src/model/message.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { zoneOf } from '../../../src/policy/time/zone.ts';

/**
 * The messages of a few customers, as they came to them: those with the most different outcomes.
 * @param storeZone the zone of customers whose own nobody knows
 */
export function storyLines({ profiles, messages }: Records, storeZone: string, howMany = 3): string {
  const byCustomer = Map.groupBy(messages, ({ customer }) => customer);
  const varied = [...byCustomer]
    .sort(([a, m], [b, n]) => variety(n) - variety(m) || (a < b ? -1 : 1))
    .slice(0, howMany);
  return varied.map(([customer, list]) => story(profiles.get(customer), list, storeZone)).join('\n\n');
}

function variety(messages: readonly Message[]): number {
  return new Set(messages.map(({ outcome, reason, journey }) => `${journey} ${outcome} ${reason ?? ''}`)).size;
}

function story(profile: Profile | undefined, messages: readonly Message[], storeZone: string): string {
  const zone = zoneOf(profile ?? {}, storeZone);
  const address = profile?.identities.email ?? profile?.identities.phone ?? profile?.identities.id ?? '?';
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const lines = messages.map(
    (message) => `  ${clock.format(message.at)}  ${message.journey} · ${message.step}: ${outcome(message)}`,
  );
  return [`${address} (${profile?.locale ?? 'no language'}, ${zone})`, ...lines].join('\n');
}

function outcome({ outcome: name, channel, reason, detail }: Message): string {
  if (name === 'sent') return `sent by ${channel}`;
  return `${name}, ${reason}${detail ? ` (${detail})` : ''}`;
}
