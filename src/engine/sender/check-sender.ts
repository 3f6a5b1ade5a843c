import { day, hour } from '../../commerce/values/time-units.ts';
import type { Language } from '../../commerce/words.ts';
import { RetryableError } from '../../model/errors.ts';
import type { WarmUp } from '../../model/warm-up.ts';
import { warmDay } from '../../policy/delivery/warm-up.ts';
import { isSilent, type SenderFacts } from '../../policy/sender/facts.ts';
import {
  changedRecords,
  isAbout,
  judgeSender,
  lastingTroubles,
  nameOfTrouble,
  remembered,
} from '../../policy/sender/judge.ts';
import type { SenderVerdict } from '../../policy/sender/verdict.ts';
import type { LastCheck, SenderCheck } from '../../stores/sender-checks.ts';
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
 * @throws RetryableError when AWS left a question open, once all else is done: Lambda then makes the check again
 */
export async function checkSender(ports: SenderPorts): Promise<void> {
  const now = ports.clock();
  const last = await ports.stores.senderChecks.last();
  const facts = await ports.readSender(now);
  const news = newsOf(facts, last, now, ports);
  log(news, ports);
  const open = [...silencesOf(facts), ...(await tellOnce(news, facts, last, ports)), ...(await closeOnce(now, ports))];
  if (open.length > 0) throw new RetryableError(`The check of the sender is incomplete: ${open.join('; ')}`);
}

/**
 * Remembers what was found, and tells the staff of it: first the former, so that a check which is made again, or at the same
 * time, tells nothing twice.
 * @returns why the staff could not be told; what was found then is news to the next check
 */
async function tellOnce(
  news: SenderNews,
  facts: SenderFacts,
  last: LastCheck,
  { stores: { senderChecks }, tellStaff, language }: SenderPorts,
): Promise<readonly string[]> {
  const tells = isWorthTelling(news, last);
  const { reportedAt, listedUntil = last.at ?? news.now - day } = last; // SES drops mail to older entries, and its report closes them
  const before = { at: news.now, listedUntil };
  const check: SenderCheck = {
    ...before,
    records: remembered(last.records ?? {}, facts),
    troubles: [...news.troubles.map(nameOfTrouble), ...news.lasting],
    ...(tells ? { reportedAt: news.now } : reportedAt !== undefined && { reportedAt }),
    warming: news.warmUp?.day !== undefined,
  };
  const rev = await senderChecks.remember(check, last.rev);
  if (rev === undefined || !tells) return []; // another check was first, and tells the same
  try {
    await tellStaff(reportOnSender(news, language));
    return [];
  } catch (error) {
    const { rev: _, ...rest } = last;
    await senderChecks.remember({ records: {}, ...rest, ...before }, rev);
    return [`the staff could not be told (${nameOf(error)})`];
  }
}

/** Closes what SES has put on its list since it was last read to its end. */
async function closeOnce(now: number, ports: SenderPorts): Promise<readonly string[]> {
  const { senderChecks } = ports.stores;
  const { rev, listedUntil = now - day, ...check } = await senderChecks.last();
  const failures = await closeListed(listedUntil, ports);
  if (failures.length === 0) {
    await senderChecks.remember({ at: now, records: {}, ...check, listedUntil: now }, rev);
    return [];
  }
  const names = [...new Set(failures.map(nameOf))].join(', ');
  ports.warn('list of SES not closed', { failures: String(failures.length), names });
  return [`the list of closed addresses in SES (${names})`];
}

/** What AWS did not answer. A name server that does not answer is asked again the next day. */
function silencesOf({ domain, account, rates }: SenderFacts): string[] {
  const asked = [
    ['the domain in SES', domain],
    ['the account in SES', account],
    ['bounces in CloudWatch', rates.bounces],
    ['complaints in CloudWatch', rates.complaints],
  ] as const;
  return asked.flatMap(([what, answer]) => (isSilent(answer) ? [`${what} (${answer.silence})`] : []));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function newsOf(
  facts: SenderFacts,
  last: Partial<SenderCheck>,
  now: number,
  { warmUp, zone, domain }: SenderPorts,
): SenderNews {
  const verdicts = judgeSender(facts);
  const today = warmUp && warmDay(warmUp, now, zone);
  const lasting = lastingTroubles(last.troubles ?? [], verdicts);
  const isOpen = ({ state, about, isUsual }: SenderVerdict) =>
    state === 'unknown' && (!isUsual || lasting.some((name) => isAbout(name, about)));
  return {
    domain,
    now,
    troubles: verdicts.filter(({ state }) => state === 'trouble'),
    unknown: verdicts.filter(isOpen),
    lasting,
    changed: changedRecords(last.records ?? {}, facts.records),
    mended: mendedSince(last.troubles ?? [], verdicts),
    warmUp: warmUp && {
      plan: warmUp,
      day: today,
      ...(!isSilent(facts.account) && { sentLately: facts.account.sentLately }),
    },
  };
}

/** What is good again. Of what could not be checked nobody knows. */
function mendedSince(troubles: readonly string[], verdicts: readonly SenderVerdict[]): SenderVerdict['about'][] {
  const was = (about: SenderVerdict['about']) => troubles.some((name) => isAbout(name, about));
  return verdicts.filter(({ state, about }) => state === 'good' && was(about)).map(({ about }) => about);
}

/** Checks begin a little earlier or later than the day before. */
const week = 7 * day - hour;

function isWorthTelling(
  { troubles, lasting, changed, mended, warmUp, now }: SenderNews,
  last: Partial<SenderCheck>,
): boolean {
  const isNew = troubles.some((trouble) => !last.troubles?.includes(nameOfTrouble(trouble)));
  const isOver = last.warming === true && warmUp?.day === undefined;
  if (isNew || isOver || changed.length > 0 || mended.length > 0) return true;
  const lasts = troubles.length > 0 || lasting.length > 0 || warmUp?.day !== undefined;
  return lasts && now - (last.reportedAt ?? 0) >= week;
}

/** A line for each finding, and one for the day of a warm-up; a check that finds nothing logs nothing. */
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
    sentLately: String(sentLately ?? 'unknown'),
  });
}

function textOf(answers: readonly string[]): string {
  return answers.toSorted().join(' | ') || 'none';
}
