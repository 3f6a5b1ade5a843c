import type { Language } from '../../commerce/words.ts';
import { shortReason } from '../../explain/explain-line.ts';
import { own } from '../../explain/own.ts';
import { speakerOf } from '../../explain/speaker.ts';
import { surroundingsOf, tellEntry } from '../../explain/story.ts';
import type { TimelineEntry } from '../../explain/timeline.ts';
import { titleIn } from '../../explain/titles.ts';
import { dayWords } from '../../explain/words/day.ts';
import { DomainError } from '../../model/errors.ts';
import type { DayExplanation, ExplainRequest, MessageExplanation, NoSuchJourney } from '../../model/explain-request.ts';
import type { Message } from '../../model/message.ts';
import type { TurnedAway } from '../../model/turned-away.ts';
import { localDay } from '../../policy/time/timing.ts';
import { timeOf } from '../../policy/time/wall-clock.ts';
import { asLine, type ExplainPorts, versionIn } from './ports.ts';

/**
 * Looks for a message by its key, or by its provider's id: page by page through the whole table, for there is no index.
 * It returns with where to look on when the call's time is up.
 */
export async function explainMessage(
  { key, lang, from }: Extract<ExplainRequest, { do: 'message' }>,
  ports: ExplainPorts,
): Promise<MessageExplanation> {
  const { stores, hasTime = () => false } = ports;
  const isKey = /^[^_]+-[0-9a-f]{20}--?[0-9a-z]+_.+$/.test(key);
  let next = from;
  let pages = 0;
  do {
    const page = await stores.messages.page(isKey ? { key } : {}, { from: next });
    pages += 1;
    const line = page.messages.find((one) => one.key === key || one.providerId === key);
    if (line) return { found: { customer: line.customer, line: explain(line, lang, ports) }, pages };
    next = page.next;
  } while (next !== undefined && hasTime());
  return { pages, ...(next && { next }) };
}

/** Counts a journey's messages of a day by what became of them, and shows the first of those that were not sent. */
export async function explainDay(
  asked: Extract<ExplainRequest, { do: 'day' }>,
  ports: ExplainPorts,
): Promise<DayExplanation | NoSuchJourney> {
  const { stores, journeys, hasTime = () => false } = ports;
  const { journey, lang, limit } = asked;
  if (!Object.hasOwn(journeys, journey)) return { journeys: Object.keys(journeys) };
  const day = dayOf(asked.day, ports);
  const isToday = (at: number) => at >= day.start && at < day.end;
  const counts: Record<string, number> = {};
  const lines: DayExplanation['lines'][number][] = [];
  let next = asked.from;
  let pages = 0;
  do {
    const page = await stores.messages.page({ journey }, { from: next });
    pages += 1;
    for (const line of page.messages.filter(({ at }) => isToday(at))) {
      countIn(counts, nameOf(line, lang));
      if (line.outcome !== 'sent' && lines.length < limit)
        lines.push({ ...explain(line, lang, ports), customer: line.customer });
    }
    for (const { times, ...refusal } of page.refusals) {
      for (const at of times.filter(isToday)) {
        countIn(counts, dayWords[lang].refused(own(dayWords[lang].door, refusal.reason) ?? refusal.reason));
        if (lines.length < limit)
          lines.push({ ...explainRefusal(refusal, at, lang, ports), customer: refusal.customer });
      }
    }
    next = page.next;
  } while (next !== undefined && hasTime());
  return { counts, lines, pages, ...(next && { next }) };
}

function dayOf(date: string, { settings }: ExplainPorts): { readonly start: number; readonly end: number } {
  const noon = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(noon)) throw new DomainError(`There is no day "${date}".`);
  return localDay(timeOf(noon, settings.timeZone), settings.timeZone);
}

function countIn(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function nameOf({ outcome, reason }: Message, lang: Language): string {
  const words = dayWords[lang];
  const why = reason === undefined ? undefined : (shortReason(reason, lang) ?? reason);
  return words.outcome(own(words.outcomes, outcome) ?? outcome, why);
}

function explain(line: Message, lang: Language, ports: ExplainPorts) {
  const entry: TimelineEntry =
    line.outcome === 'sent'
      ? { kind: 'sent', at: line.at, message: line }
      : { kind: 'unsent', at: line.at, messages: [line] };
  return told(entry, [line], lang, ports);
}

function explainRefusal(refusal: Omit<TurnedAway, 'times'>, at: number, lang: Language, ports: ExplainPorts) {
  return told({ kind: 'refused', at, refusal }, [], lang, ports);
}

/** On the shop's clock: the customer's is not read. */
function told(entry: TimelineEntry, messages: readonly Message[], lang: Language, ports: ExplainPorts) {
  const { settings, messages: templates } = ports;
  const say = speakerOf(lang, settings.timeZone, settings.topics);
  return asLine(
    tellEntry(entry, surroundingsOf({ messages }, { say, title: titleIn(templates, lang), version: versionIn(ports) })),
    settings.timeZone,
    lang,
  );
}
