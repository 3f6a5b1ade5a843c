import type { OwnList } from '../../src/channels/contract/kind.ts';
import { kindsFor } from '../../src/channels/kinds.ts';
import type { AddressKind } from '../../src/commerce/customer/channel.ts';
import type { Language } from '../../src/commerce/words.ts';
import type { AddressReport, DatedSource, NamedAddress } from '../../src/model/customer-request.ts';
import { type AddressWords, addressWords } from './address-words.ts';

/** A report on an address in plain words: who closed it and when, and what may be sent to it now. */
export function describeAddress({ kind, value }: NamedAddress, report: AddressReport, language: Language): string {
  const words = addressWords[language];
  const lines = report.revision === 0 ? [words.nothing] : closings(kind, report, language);
  return [value, ...[...lines, ...permissions(report, words)].map((line) => `  ${line}`)].join('\n');
}

function closings(kind: AddressKind, report: AddressReport, language: Language): string[] {
  const words = addressWords[language];
  const { suppressed, stopped, optOuts, granted, reopened, kept } = report;
  return [
    ...(suppressed ? [words.closed(closing(kind, suppressed.reason, language), moment(suppressed.at))] : []),
    ...(stopped ? [words.stopped(origin(stopped, words), moment(stopped.at))] : []),
    ...optOuts
      .filter((optOut) => optOut.at !== stopped?.at || optOut.source !== stopped.source)
      .map((optOut) => words.optedOut(origin(optOut, words), moment(optOut.at))),
    ...(granted ? [words.agreed(granted.source, moment(granted.at))] : []),
    ...(reopened ? [words.reopened(moment(reopened.at), reopened.by)] : []),
    ...(kept ? [words.kept(moment(kept.at), moment(kept.until))] : []),
    ...wishes(report, words),
  ];
}

function wishes(
  { pendingSince, pausedUntil, lessOftenSince, topics = [] }: AddressReport,
  words: AddressWords,
): string[] {
  return [
    ...(pendingSince === undefined ? [] : [words.pending(moment(pendingSince))]),
    ...(pausedUntil === undefined ? [] : [words.paused(moment(pausedUntil))]),
    ...(lessOftenSince === undefined ? [] : [words.lessOften(moment(lessOftenSince))]),
    ...topics.map(({ name, state }) => words.topics[state](name)),
  ];
}

/** A warning before the address is reopened. */
export function warningOf({ suppressed, optOuts }: AddressReport, language: Language): string {
  const { ownersWarning, bounceWarning } = addressWords[language];
  return optOuts.length > 0 || suppressed?.reason === 'complaint' ? ownersWarning : bounceWarning;
}

/** A hint at the lists on which a service may still hold an address that bounced or complained. */
export function ownListsHint({ kind, value }: NamedAddress, language: Language): string | undefined {
  const commands = ownListsFor(kind).map(({ takeOff }) => `\n  ${takeOff(quoted(value))}`);
  if (commands.length === 0) return undefined;
  return `${addressWords[language].ownLists}${commands.join('')}`;
}

/** The lists on which services keep addresses of a kind. */
export function ownListsFor(kind: AddressKind): OwnList[] {
  return kindsFor(kind).flatMap(({ ownList }) => (ownList === 'none' ? [] : [ownList]));
}

function closing(kind: AddressKind, reason: 'bounce' | 'complaint', language: Language): string {
  const { complaint, or } = addressWords[language];
  if (reason === 'complaint') return complaint;
  return kindsFor(kind)
    .map(({ bounce }) => bounce[language])
    .join(or);
}

/** Aftercart itself hears of some opt-outs. All others were told by events of the store. */
function origin({ source }: DatedSource, { own, byEvent }: AddressWords): string {
  const known = Object.hasOwn(own, source) ? own[source] : undefined;
  return known ?? byEvent(source);
}

function permissions(report: AddressReport, words: AddressWords): string[] {
  const { transactional, marketing } = report.maySend;
  return [
    words.maySend.transactional(words.answers[`${transactional}`]),
    words.maySend.marketing(`${words.answers[`${marketing}`]}${topicsBeside(report, words)}`),
  ];
}

/** That topics are judged for themselves, where one is. A pause and a closing hold for all of them. */
function topicsBeside({ maySend, pausedUntil, topics = [] }: AddressReport, { answers }: AddressWords): string {
  if (!maySend.transactional || pausedUntil !== undefined) return '';
  const has = (state: 'on' | 'off') => topics.some((topic) => topic.state === state);
  if (maySend.marketing === true) return has('off') ? answers.exceptTopics : '';
  return has('on') ? answers.onlyTopics : '';
}

/** `2026-03-02 05:00:05 UTC`. */
export function moment(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** For a shell: mailboxes may hold quotes, dollars and ampersands. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
