import type { Channel } from '../commerce/customer/channel.ts';
import type { ConsentEntry } from '../model/address.ts';
import { knownSource } from '../model/basis.ts';
import type { Speaker } from './speaker.ts';
import type { StoryLine } from './story.ts';
import { saidWords } from './words/consents.ts';

/** A statement about an address that the customer has now. */
export interface ToldConsent {
  readonly channel: Channel;
  /** True if it was said in the name of another customer. */
  readonly other: boolean;
  readonly entry: Omit<ConsentEntry, 'wording'>;
}

/** What was said about the customer's addresses, as lines of their story: what opens and closes them, the earliest first. */
export function tellConsents(said: readonly ToldConsent[], say: Speaker): StoryLine[] {
  const words = saidWords[say.language];
  const told: StoryLine[] = [];
  for (const { channel, other, entry } of said.toSorted((one, two) => one.entry.saidAt - two.entry.saidAt)) {
    const first = sentenceOf(channel, entry, say, told.length > 0);
    const isTheirs = other && ownMatters.includes(entry.what);
    if (first === undefined || isTheirs) continue;
    told.push({ kind: 'consent', at: entry.saidAt, sentences: [first, ...(other ? [words.byAnother] : [])] });
  }
  return told;
}

/** What concerns only the customer in whose name it was said. */
const ownMatters: readonly ConsentEntry['what'][] = ['agreement', 'request', 'confirmation'];

/** @param goesOn true if something was told before: the first agreement alone is no news */
function sentenceOf(
  channel: Channel,
  { what, topics = [], source, adds, changes = [] }: ToldConsent['entry'],
  say: Speaker,
  goesOn: boolean,
): string | undefined {
  const words = saidWords[say.language];
  const by = say.channel(channel);
  const named = (names: readonly string[]) =>
    names.length === 0 ? undefined : say.list(names.map((name) => say.quoted(say.topic(name))));
  const changed = (state: 'granted' | 'withdrawn') =>
    named(changes.flatMap((change) => (change.topic !== undefined && change.state === state ? [change.topic] : [])));
  switch (what) {
    case 'opt-out':
      return words.optOut(by, named(topics), knownSource(source));
    case 'agreement':
      return goesOn && changes.length > 0 ? words.agreed(by, named(topics), false) : undefined;
    case 'request':
      return words.agreed(by, named(topics), true);
    case 'confirmation':
      return words.confirmed(by);
    case 'choice':
      return words.chose(by, changed('granted'), changed('withdrawn'));
    case 'pause': {
      const { at, until } = adds?.paused ?? {};
      if (at === undefined || until === undefined) return undefined;
      return words.paused(by, until > at ? say.moment(until) : undefined);
    }
    case 'less-often':
      return adds?.less && words.less(by, adds.less.on);
    case 'undo':
      return words.undone(by);
    case 'complaint':
    case 'bounce':
      return words.closed(by, what);
    case 'reopening':
      return words.reopened(by);
    default:
      return undefined;
  }
}

/**
 * When the customer first confirmed an agreement to marketing as a whole after a time; epoch milliseconds. Undefined if they
 * have not.
 */
export function confirmedAfter(said: readonly ToldConsent[], at: number): number | undefined {
  const confirmations = said.filter(
    ({ other, entry: { what, saidAt, changes = [] } }) =>
      !other &&
      what === 'confirmation' &&
      saidAt > at &&
      changes.some(({ topic, state }) => topic === undefined && state === 'granted'),
  );
  return confirmations.length === 0 ? undefined : Math.min(...confirmations.map(({ entry }) => entry.saidAt));
}
