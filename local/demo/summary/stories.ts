import type { Language } from '../../../src/commerce/words.ts';
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
import { outboxWords } from '../outbox/words.ts';
import type { ShopRecords } from '../timeline/shop-records.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { detailName, outcomeName } from '../words/outcomes.ts';
import { plots } from './plots.ts';
import { summaryWords } from './words.ts';

/** What the stories are told from. */
export interface StorySource {
  readonly shop: ShopRecords;
  readonly steps: StepOrder;
  readonly sent: readonly SentMessage[];
  /** The zone of customers whose own nobody knows. */
  readonly storeZone: string;
  readonly language?: Language;
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
    return ['', ...story(summaryWords[source.language ?? 'en'].plots[title], found, source)];
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

function story(title: string, { profile, entries }: Told, { sent, storeZone, language = 'en' }: StorySource): string[] {
  const { name, address, timeZone } = describeCustomer(profile, storeZone);
  const clock = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const titles = new Map(sent.map((message) => [message.tags.message ?? '', titleOf(message)]));
  const lines = entries.map(
    (entry) => `  ${clock.format(entry.at).replace(',', '').padStart(12)}  ${lineOf(entry, titles, language)}`,
  );
  const words = summaryWords[language];
  return [words.story(title, name ?? address ?? words.somebody, cityOf(timeZone, language)), ...lines];
}

function lineOf(entry: TimelineEntry, titles: ReadonlyMap<string, string>, language: Language): string {
  const words = summaryWords[language];
  switch (entry.kind) {
    case 'event':
      return words.event(eventName(entry.on, language), detailOf(entry.fact, entry.id, language));
    case 'begins':
      return words.begins(entry.journeys.map((journey) => journeyName(journey, language)));
    case 'sent': {
      const { key, journey, step, channel, coupon, feedback } = entry.message;
      const way = outboxWords[language][channel ?? 'email'];
      const has = { coupon: coupon !== undefined, clicked: feedback?.clicked !== undefined };
      return words.sentLine(way, titles.get(key) ?? step, journey, has.coupon, has.clicked);
    }
    case 'unsent': {
      const [{ journey, reason = '', detail = '' }] = entry.messages;
      const steps = entry.messages.map(({ step }) => step);
      const cause = detail === '' ? '' : detailName(detail, language);
      return words.unsentLine(steps, journey, outcomeName(reason, language), cause);
    }
    case 'refused':
      return words.notStarted(entry.refusal.journey, entry.refusal.reason);
    case 'conversion':
      return words.credited(entry.conversion.journey);
  }
}
