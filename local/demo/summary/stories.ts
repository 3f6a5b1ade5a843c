import { detailOf } from '../../../src/explain/fact-details.ts';
import { cityOf } from '../../../src/explain/names/cities.ts';
import { eventName } from '../../../src/explain/names/events.ts';
import { journeyName } from '../../../src/explain/names/journeys.ts';
import type { StepOrder, TimelineEntry } from '../../../src/explain/timeline.ts';
import type { Records } from '../../../src/insight/records.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { describeCustomer } from '../outbox/customers.ts';
import type { SentMessage } from '../outbox/sent-message.ts';
import { titleOf } from '../outbox/sent-message.ts';
import type { ShopRecords } from '../timeline/shop-records.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { detailName, outcomeName } from '../words/outcomes.ts';
import { plots } from './plots.ts';

/** What the stories are told from. */
export interface StorySource {
  readonly shop: ShopRecords;
  readonly steps: StepOrder;
  readonly sent: readonly SentMessage[];
  /** The zone of customers whose own nobody knows. */
  readonly storeZone: string;
}

interface Told {
  readonly profile: Profile;
  readonly entries: readonly TimelineEntry[];
}

/** Three customers' stories, each on a few lines: one that worked, a cart won back, and a message wisely not sent. */
export function storyLines(source: StorySource): string[] {
  const lives = livesOf(source.shop.records).map((profile) => ({
    profile,
    entries: timelineOf(profile.customer, source.shop, source.steps),
  }));
  const used = new Set<string>();
  return plots.flatMap(({ title, find }) => {
    const found = best(
      lives.filter(({ profile }) => !used.has(profile.customer)),
      find,
    );
    if (found === undefined) return [];
    used.add(found.profile.customer);
    return ['', ...story(title, found, source)];
  });
}

function livesOf({ profiles }: Records): Profile[] {
  return [...profiles.values()].filter(({ mergedInto }) => mergedInto === undefined);
}

/** The story with the most lines; of several the one that begins first. */
function best(
  lives: readonly Told[],
  find: (entries: readonly TimelineEntry[]) => readonly TimelineEntry[],
): Told | undefined {
  const stories = lives.map(({ profile, entries }) => ({ profile, entries: find(entries) }));
  const start = ({ entries }: Told) => entries[0]?.at ?? 0;
  const named = ({ profile }: Told) => Number(profile.name !== undefined);
  const [first] = stories
    .filter(({ entries }) => entries.length > 0)
    .sort(
      (one, other) =>
        other.entries.length - one.entries.length || named(other) - named(one) || start(one) - start(other),
    );
  return first;
}

function story(title: string, { profile, entries }: Told, { sent, storeZone }: StorySource): string[] {
  const { name, address, timeZone } = describeCustomer(profile, storeZone);
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const titles = new Map(sent.map((message) => [message.tags.message ?? '', titleOf(message)]));
  const lines = entries.map(
    (entry) => `  ${clock.format(entry.at).replace(',', '').padStart(12)}  ${lineOf(entry, titles)}`,
  );
  return [`${title}: ${name ?? address ?? 'somebody'}, ${cityOf(timeZone, 'en')}`, ...lines];
}

function lineOf(entry: TimelineEntry, titles: ReadonlyMap<string, string>): string {
  switch (entry.kind) {
    case 'event':
      return [eventName(entry.on, 'en'), detailOf(entry.fact, entry.id, 'en')].filter((part) => part !== '').join(': ');
    case 'begins':
      return `Begins: ${entry.journeys.map((journey) => journeyName(journey, 'en')).join(', ')}`;
    case 'sent': {
      const { key, journey, step, channel, coupon, feedback } = entry.message;
      const clicked = feedback?.clicked === undefined ? '' : ', clicked';
      const gift = coupon === undefined ? '' : ', with a coupon';
      return `→ ${channel === 'sms' ? 'SMS' : 'E-mail'} “${titles.get(key) ?? step}” (${journey}${gift}${clicked})`;
    }
    case 'unsent': {
      const [{ journey, reason = '', detail = '' }] = entry.messages;
      const steps = entry.messages.map(({ step }) => step).join(' and ');
      const cause = detail === '' ? '' : `: ${detailName(detail, 'en').toLowerCase()}`;
      return `✕ Not sent: ${steps} (${journey}), ${outcomeName(reason, 'en')}${cause}`;
    }
    case 'refused':
      return `✕ Did not start: ${entry.refusal.journey} (${entry.refusal.reason})`;
    case 'conversion':
      return `The order is credited to ${entry.conversion.journey}`;
  }
}
