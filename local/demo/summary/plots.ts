import type { TimelineEntry } from '../../../src/explain/timeline.ts';
import type { SummaryWords } from './words.ts';

/** A kind of story, and the lines of a timeline that tell it; none when the customer has no such story. */
export interface Plot {
  /** The name of its title among the summary's words. */
  readonly title: keyof SummaryWords['plots'];
  readonly find: (entries: readonly TimelineEntry[]) => readonly TimelineEntry[];
}

type Test = (entry: TimelineEntry) => boolean;

const event =
  (on: string): Test =>
  (entry) =>
    entry.kind === 'event' && entry.on === on;
const sent =
  (journey: string): Test =>
  (entry) =>
    entry.kind === 'sent' && entry.message.journey === journey;
const silent =
  (journey: string, because?: string): Test =>
  (entry) =>
    entry.kind === 'unsent' &&
    entry.messages[0].journey === journey &&
    entry.messages[0].reason === 'run-ended' &&
    (because === undefined || entry.messages[0].detail === because);

/** Asks, buys, is asked for a review, writes one, and has a coupon for it. */
const allWell: Plot = {
  title: 'allWell',
  find: (entries) => {
    const thanks: Test = (entry) =>
      sent('review-thanks')(entry) && entry.kind === 'sent' && entry.message.coupon !== undefined;
    const must = [event('order.placed'), sent('review-request'), event('review.submitted'), thanks];
    return inTurn(entries, must, [event('inquiry.received'), event('survey.answered')]);
  },
};

/** Leaves a cart, is reminded of it, comes back by the reminder, and orders. */
const wonBack: Plot = {
  title: 'wonBack',
  find: (entries) => {
    const reminded = (entry: TimelineEntry) =>
      sent('abandoned-cart')(entry) && entry.kind === 'sent' && entry.message.feedback?.clicked !== undefined;
    const credited: Test = (entry) => entry.kind === 'conversion' && entry.conversion.journey === 'abandoned-cart';
    return inTurn(entries, [event('cart.updated'), reminded, event('order.placed'), credited], []);
  },
};

/** Orders before the reminder of the cart is due, and has the money back before anybody asks for a review. */
const wiselySilent: Plot = {
  title: 'wiselySilent',
  find: (entries) => {
    const must = [event('cart.updated'), event('order.placed'), silent('abandoned-cart', 'order.placed')];
    return inTurn(entries, must, [silent('review-request', 'order.refunded')]);
  },
};

export const plots: readonly Plot[] = [allWell, wonBack, wiselySilent];

/** One entry for each test, in the order of time; none unless all that must be there are, one after the other. */
function inTurn(
  entries: readonly TimelineEntry[],
  must: readonly Test[],
  may: readonly Test[],
): readonly TimelineEntry[] {
  const chosen = new Set<TimelineEntry>();
  let from = 0;
  for (const test of must) {
    const place = entries.findIndex((entry, index) => index >= from && test(entry));
    const found = entries[place];
    if (found === undefined) return [];
    chosen.add(found);
    from = place;
  }
  for (const test of may) {
    const found = entries.find(test);
    if (found !== undefined) chosen.add(found);
  }
  return entries.filter((entry) => chosen.has(entry));
}
