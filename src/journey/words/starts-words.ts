import type { Recurrence } from '../../model/journey.ts';
import type { Starts } from '../model/journey.ts';
import { conditionInWords } from './condition-words.ts';
import { patternInWords } from './pattern-words.ts';
import { durationInJapanese, eventsInWords, subjectWords, type Words } from './words.ts';

/** When a journey starts: "when an order is placed", 「注文が入ると」. */
export function triggerInWords(starts: Starts): Words {
  const { every, byHand } = starts;
  const told = toldInWords(starts);
  const event = told && { en: `when ${told.en}`, ja: `${told.ja}と` };
  if (!every) return event ?? { en: '', ja: '' };
  const calendar = recurrenceInWords(every);
  const hand = eventsInWords(['journey.requested']);
  return byHand
    ? { en: `${calendar.en}, or when ${hand.en}`, ja: `${calendar.ja}に、または${hand.ja}と` }
    : { en: calendar.en, ja: `${calendar.ja}に` };
}

/** What happens when it starts, unless the calendar says when; several things with "or". */
function toldInWords({ on, entering, byHand }: Starts): Words | undefined {
  const hand = byHand ? [eventsInWords(['journey.requested'])] : [];
  const ways = [...(on ? [eventsInWords([on])] : []), ...(entering ? [enteringInWords(entering)] : []), ...hand];
  if (ways.length === 0) return undefined;
  return { en: ways.map(({ en }) => en).join(' or '), ja: ways.map(({ ja }) => ja).join('か、') };
}

function enteringInWords(segment: string): Words {
  return { en: `the customer comes into the segment “${segment}”`, ja: `お客様がセグメント「${segment}」に入る` };
}

const weekdaysInJapanese: Readonly<Record<string, string>> = {
  day: '毎日',
  Monday: '毎週月曜日',
  Tuesday: '毎週火曜日',
  Wednesday: '毎週水曜日',
  Thursday: '毎週木曜日',
  Friday: '毎週金曜日',
  Saturday: '毎週土曜日',
  Sunday: '毎週日曜日',
  month: '毎月1日',
};

/** "every Monday at 10:00 by the customer's clock", 「毎週月曜日の10:00（お客様の現地時間）」. */
function recurrenceInWords(every: Recurrence): Words {
  if ('each' in every) {
    const day = every.each === 'month' ? 'on the first of every month' : `every ${every.each}`;
    const en = `${day} at ${every.at} by the customer's clock`;
    return { en, ja: `${weekdaysInJapanese[every.each]}の${every.at}（お客様の現地時間）` };
  }
  const { daysBefore, at } = every;
  const days = `${daysBefore} day${daysBefore === 1 ? '' : 's'}`;
  const en = daysBefore === 0 ? "on the customer's birthday" : `${days} before the customer's birthday`;
  const ja = daysBefore === 0 ? 'お客様の誕生日' : `お客様の誕生日の${durationInJapanese(days)}前`;
  return at === '00:00'
    ? { en: `${en}, as the day begins`, ja: `${ja}の始まり` }
    : { en: `${en}, at ${at} by the customer's clock`, ja: `${ja}の${at}（お客様の現地時間）` };
}

/** What the starting event has to be like, if the journey says it. */
export function filterInWords({ on, where }: Starts): Words | undefined {
  return on && where && patternInWords(where, on);
}

/** Whom the journey is for, if it says it. */
export function audienceInWords({ if: audience }: Starts): Words | undefined {
  return audience && conditionInWords(audience);
}

/** How often somebody, or something, comes into the journey, as a sentence goes on. */
export function oftenInWords({ every, oncePer, againAfter, againUpon }: Starts): Words {
  const subject = subjectWords[oncePer];
  const once = { en: `once for each ${subject.en}`, ja: `${subject.ja}ごとに1回` };
  if (againAfter === 'never') return { en: once.en, ja: `${once.ja}だけです` };
  if (againAfter === 'always') {
    const en = `${once.en} at a time; each time anew, and a run that is still under way gives way`;
    return { en, ja: `${once.ja}で、そのたびに最初から始まり、進行中のものに代わります` };
  }
  if (againAfter === 'the end') {
    if (every) return { en: 'for every customer who is not still in it', ja: '前回がまだ続いているお客様は除きます' };
    const en = `${once.en}; once that run is over the same ${subject.en} can start it again`;
    return { en, ja: `${once.ja}で、それが終われば、同じ${subject.ja}でもまた始まります` };
  }
  const upon = againUpon && eventsInWords([againUpon]);
  const ja = `${once.ja}で、${durationInJapanese(againAfter.words)}${upon ? `たつか、${upon.ja}と` : 'たてば'}、同じ${subject.ja}でもまた始まります`;
  const en = `${once.en}; after ${againAfter.words}${upon ? `, or once ${upon.en},` : ''} the same ${subject.en} can start it again`;
  return { en, ja };
}
