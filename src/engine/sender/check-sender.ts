import { day, hour } from '../../commerce/values/time-units.ts';
import type { Language } from '../../commerce/words.ts';
import type { WarmUp } from '../../model/warm-up.ts';
import { warmDay } from '../../policy/delivery/warm-up.ts';
import type { SenderFacts } from '../../policy/sender/facts.ts';
import { changedRecords, judgeSender, nameOfTrouble, remembered } from '../../policy/sender/judge.ts';
import type { SenderVerdict } from '../../policy/sender/verdict.ts';
import type { SenderCheck } from '../../stores/sender-checks.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';
import { closeListed, type ListedAddress } from './close-listed.ts';
import { reportOnSender, type SenderNews, type SenderReport, warmUpLength } from './report.ts';

/** What the check needs. */
export interface SenderPorts extends Pick<Ports, 'clock' | 'warn' | 'count'> {
  readonly stores: Pick<Stores, 'addresses' | 'senderChecks'>;
  readonly readSender: (now: number) => Promise<SenderFacts>;
  /** The addresses that SES has put on its list since then. */
  readonly listedSince: (time: number) => AsyncIterable<ListedAddress>;
  /** Tells the staff, by a way that does not need the sender. */
  readonly tellStaff: (report: SenderReport) => Promise<void>;
  readonly warmUp: WarmUp | undefined;
  /** The store's zone. */
  readonly zone: string;
  /** That of the staff. */
  readonly language: Language;
  /** The domain of the sender. */
  readonly domain: string;
}

/**
 * The daily check of the sender. It logs and counts what keeps mail from arriving, and DNS records that are not what they
 * were; it tells the staff of what is new, and weekly of what lasts. It may run twice: the second time it finds no news.
 */
export async function checkSender(ports: SenderPorts): Promise<void> {
  const { stores, clock } = ports;
  const now = clock();
  const last = await stores.senderChecks.last();
  const facts = await ports.readSender(now);
  const news = newsOf(facts, last, now, ports);
  log(news, ports);
  await closeListed(last.at, now, ports);
  const tells = isWorthTelling(news, last);
  if (tells) await ports.tellStaff(reportOnSender(news, ports.language));
  const reportedAt = tells ? now : last.reportedAt;
  const check: SenderCheck = {
    at: now,
    records: remembered(last.records ?? {}, facts.records),
    troubles: news.troubles.map(nameOfTrouble),
    ...(reportedAt !== undefined && { reportedAt }),
    warming: news.warmUp?.day !== undefined,
  };
  await stores.senderChecks.remember(check, last.rev);
}

function newsOf(
  facts: SenderFacts,
  last: Partial<SenderCheck>,
  now: number,
  { warmUp, zone, domain }: SenderPorts,
): SenderNews {
  const verdicts = judgeSender(facts);
  const today = warmUp && warmDay(warmUp, now, zone);
  return {
    domain,
    now,
    troubles: verdicts.filter(({ state }) => state === 'trouble'),
    unknown: verdicts.filter(({ state }) => state === 'unknown'),
    changed: changedRecords(last.records ?? {}, facts.records),
    mended: mendedSince(last.troubles ?? [], verdicts),
    warmUp: warmUp && { plan: warmUp, day: today, sentLately: facts.account.sentLately },
  };
}

/** What is good again. Of what could not be checked nobody knows. */
function mendedSince(troubles: readonly string[], verdicts: readonly SenderVerdict[]): SenderVerdict['about'][] {
  const was = (about: string) => troubles.some((name) => name === about || name.startsWith(`${about} `));
  return verdicts.filter(({ state, about }) => state === 'good' && was(about)).map(({ about }) => about);
}

/** Checks begin a little earlier or later than the day before. */
const week = 7 * day - hour;

function isWorthTelling({ troubles, changed, mended, warmUp, now }: SenderNews, last: Partial<SenderCheck>): boolean {
  const isNew = troubles.some((trouble) => !last.troubles?.includes(nameOfTrouble(trouble)));
  const isOver = last.warming === true && warmUp?.day === undefined;
  if (isNew || isOver || changed.length > 0 || mended.length > 0) return true;
  const lasts = troubles.length > 0 || warmUp?.day !== undefined;
  return lasts && now - (last.reportedAt ?? 0) >= week;
}

/** A line for each finding, and one for the day of a warm-up; of a check that finds nothing there is no line. */
function log({ troubles, unknown, changed, warmUp }: SenderNews, { warn, count }: SenderPorts): void {
  for (const { about, what, mend } of troubles) {
    warn('sender in trouble', { about, what: what.en, ...(mend && { mend: mend.en }) });
    count('SenderTrouble', { about });
  }
  for (const { about, what } of unknown) warn('sender not checked', { about, what: what.en });
  for (const { record, before, after } of changed) {
    warn('DNS record changed', { record, before: textOf(before), after: textOf(after) });
    count('SenderTrouble', { about: 'DNS' });
  }
  if (warmUp?.day === undefined) return;
  const { plan, day: today, sentLately } = warmUp;
  count('WarmUpDay', {
    day: String(today.number),
    of: String(warmUpLength(plan)),
    most: String(today.most),
    sentLately: String(sentLately),
  });
}

function textOf(answers: readonly string[]): string {
  return answers.toSorted().join(' | ') || 'none';
}
