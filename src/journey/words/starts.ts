import { nounWords } from '../../commerce/nouns.ts';
import type { Starts } from '../model/journey.ts';
import { conditionIn, patternIn } from './conditions.ts';
import type { OftenPhrases, Phrases } from './phrases.ts';

/** When a journey starts: "when an order is placed", 「注文が入ると」. */
export function triggerIn({ starts, values }: Phrases, { on, every, entering, byHand }: Starts): string {
  const hand = byHand ? values.events(['journey.requested']) : undefined;
  if (every) return starts.onCalendar(starts.calendar(every), hand);
  const segment = entering === undefined ? undefined : starts.entering(entering);
  const ways = [on && values.events([on]), segment, hand].filter((way) => way !== undefined);
  return ways.length === 0 ? '' : starts.when(ways);
}

/** The journey's filter of the starting event, if it has one. */
export function filterIn({ conditions }: Phrases, { on, where }: Starts): string | undefined {
  return on && where && patternIn(conditions, where, on);
}

/** The journey's audience, if it has one. */
export function audienceIn({ conditions }: Phrases, { if: audience }: Starts): string | undefined {
  return audience && conditionIn(conditions, audience);
}

/**
 * The frequency of a subject's entries.
 * @param often the phrases for it
 */
export function oftenIn({ language, values }: Phrases, often: OftenPhrases, starts: Starts): string {
  const { every, oncePer, againAfter, againUpon } = starts;
  const subject = nounWords[oncePer].noun[language];
  if (againAfter === 'never') return often.never(subject);
  if (againAfter === 'always') return often.always(subject);
  if (againAfter === 'the end') return every ? often.atATime(subject) : often.onceOver(subject);
  return often.after(subject, values.duration(againAfter.words), againUpon && values.events([againUpon]));
}
