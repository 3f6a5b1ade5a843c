import path from 'node:path';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { StoreEvent } from '../../src/commerce/events.ts';
import { type Said, say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { foldFact } from '../../src/policy/past/fold-fact.ts';
import { localized } from '../../src/templates/locale.ts';
import { createRenderer, type RenderedMessage } from '../../src/templates/render.ts';
import { UsageError } from '../command/command.ts';
import { journeyFolders, loadJourney, loadSegments, loadSettings } from '../journeys.ts';
import { type SampleSubject, sampleContext, sampleSubject } from '../messages/sample.ts';
import { type CompiledMessages, compileMessages } from '../messages.ts';
import { factsBy, occasionOf } from './occasion.ts';

/** A message by its folder and name. */
export interface MessageName {
  readonly journey: string;
  readonly message: string;
}

/** A message as its files have it now, made out to a sample customer or to the one of some events. */
export interface Draft extends RenderedMessage {
  readonly locale: string;
  /** The shop's name, as the sender. */
  readonly senderName: string;
}

/** Whose message it is: the customer of some events, or one with their facts. A sample without events. */
export type About = readonly StoreEvent[] | SampleSubject;

/** The messages of some journeys as their files have them now. */
export interface Drafts {
  readonly settings: StoreSettings;
  /** Every message of every journey, in the order of their folders. */
  readonly names: readonly MessageName[];
  /** Renders one as its journey sends it. @throws UsageError when there is no such message or locale, with the nearest */
  render(name: MessageName, locale: string, about?: About): Draft;
}

/**
 * Reads and compiles messages from their files.
 * @param root the folder that holds statemachines/
 * @param only the one journey to compile; all when it is left out
 * @throws JourneyError or MessageError with everything that is wrong
 */
export async function readDrafts(root: string, only?: string): Promise<Drafts> {
  const dir = path.join(root, 'statemachines');
  const settings = loadSettings(dir);
  const folders = journeyFolders(dir);
  if (only !== undefined) known(say`journey`, only, folders);
  const wanted = only === undefined ? folders : [only];
  const compiled = await compileMessages(dir, wanted, settings);
  const segments = loadSegments(dir);
  const journeys = new Map(wanted.map((folder) => [folder, loadJourney(dir, folder, settings, segments).journey]));
  const renderer = createRenderer(compiled);
  return {
    settings,
    names: namesIn(compiled),
    render({ journey, message }, locale, about = []) {
      known(say`message`, message, Object.keys(compiled[known(say`journey`, journey, Object.keys(compiled))] ?? {}));
      known(say`locale`, locale, settings.locales);
      const sends = journeys.get(journey);
      const occasion = sends && occasionOf(sends, message);
      const subject = 'facts' in about ? about : subjectOf(about);
      const sample = subject ?? sampleSubject(settings, locale);
      const facts = subject || !occasion ? sample.facts : factsBy(occasion.happened, sample.facts);
      const context = sampleContext(settings, locale, { ...sample, facts }, occasion);
      return {
        ...renderer(journey, message, locale, context),
        locale,
        senderName: localized(settings.brand.name, locale),
      };
    },
  };
}

function namesIn(compiled: CompiledMessages): MessageName[] {
  return Object.entries(compiled).flatMap(([journey, messages]) =>
    Object.keys(messages).map((message) => ({ journey, message })),
  );
}

/** The name, if it is one. @throws UsageError with the nearest */
function known(noun: Said, name: string, names: readonly string[]): string {
  if (names.includes(name)) return name;
  throw new UsageError(say`There is no ${noun} "${name}": ${suggest(name, names)}`);
}

/** What a customer's events tell a message: their name, and the facts, the last of each kind. */
function subjectOf(events: readonly StoreEvent[]): SampleSubject | undefined {
  if (events.length === 0) return undefined;
  const facts = new Map<string, Fact>();
  for (const event of events) {
    const news = foldFact(undefined, event);
    const fact = news && foldFact(facts.get(`${news.kind} ${news.id}`), event);
    if (fact) facts.set(`${fact.kind} ${fact.id}`, fact);
  }
  const names = events.flatMap(({ customer }) => customer.name ?? []);
  return {
    customer: { name: names.at(-1) },
    facts: Object.fromEntries([...facts.values()].map((fact) => [fact.kind, fact])),
  };
}

/** The parts of a draft that can be looked at: the mail, its text, and the text of each other channel that has one. */
export function partsOf(draft: Draft, channels: readonly Channel[]): readonly string[] {
  return ['mail', 'text', ...channels.filter((channel) => draft[channel] !== undefined)];
}
