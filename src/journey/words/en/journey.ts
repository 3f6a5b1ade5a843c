import type { Purpose } from '../../../model/purpose.ts';
import type { JourneyPhrases, PicturePhrases } from '../phrases.ts';
import { lowerFirst, upperFirst } from './letters.ts';

const purposes: Readonly<Record<Purpose, string>> = {
  marketing: 'Marketing: goes only to customers who agreed, outside quiet hours and within the caps',
  transactional: "Transactional: about the customer's own business, so it needs no consent",
};

export const journey: JourneyPhrases = {
  purpose: (purpose, priority) => `${purposes[purpose]}. Priority ${priority}.`,
  topic: (topic) => `Topic: ${topic}. A customer who has switched it off gets none of this.`,
  ignoresCaps: 'Its marketing ignores the caps and gaps.',
  starts: (trigger, filter, often) => `Starts ${trigger}${filter === undefined ? '' : ` and ${filter}`}, ${often}.`,
  audience: (audience) => `Only if ${audience}: checked at the start and before every message.`,
  neverEnds: 'Nothing ends it early.',
  ends: (events) => `Ends early when ${events}.`,
  goal: (event, within) =>
    `Reaches its goal when ${event} within ${within} of the start, even if the run is over by then.`,
  goOn: 'Go on.',
  heading: (when) => `${upperFirst(when)}:`,
  branch: (when, sentence) => ` ${upperFirst(when)}, ${lowerFirst(sentence)}`,
};

export const picture: PicturePhrases = {
  startTitle: (trigger) => upperFirst(trigger.replace(/^when /, '')),
  onlyIf: (condition) => `if ${condition}`,
  end: 'The end',
  goOn: 'Go on with the line',
  endsEarly: 'Ends early when',
  listed: (event) => `• ${event}`,
  goal: 'Goal',
  goalNote: (event, within) => `${event} within ${within} of the start`,
};
