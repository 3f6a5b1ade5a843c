import type { Period, Recurrence } from '../../../model/journey.ts';
import type { StartsPhrases } from '../phrases.ts';
import { weekdayWords } from './values.ts';

const once = (subject: string) => `${subject}ごとに1回`;

export const starts: StartsPhrases = {
  entering: (segment) => `お客様がセグメント「${segment}」に入る`,
  when: (ways) => `${ways.join('か、')}と`,
  calendar: calendarIn,
  onCalendar: (calendar, event) => (event === undefined ? `${calendar}に` : `${calendar}に、または${event}と`),
  often: {
    never: (subject) => `${once(subject)}だけです`,
    always: (subject) => `${once(subject)}で、そのたびに最初から始まり、進行中のものに代わります`,
    atATime: () => '前回がまだ続いているお客様は除きます',
    onceOver: (subject) => `${once(subject)}で、それが終われば、同じ${subject}でもまた始まります`,
    after(subject, length, event) {
      const time = event === undefined ? `${length}たてば` : `${length}たつか、${event}と`;
      return `${once(subject)}で、${time}、同じ${subject}でもまた始まります`;
    },
  },
  oftenBriefly: {
    never: (subject) => `${once(subject)}だけ`,
    always: (subject) => `${once(subject)}、そのたびに最初から`,
    atATime: once,
    onceOver: (subject) => `${once(subject)}、終わればまた`,
    after: (subject, length) => `${once(subject)}、${length}後からまた`,
  },
};

/** 「毎週月曜日の10:00（お客様の現地時間）」. */
function calendarIn(every: Recurrence): string {
  if ('each' in every) return `${periodIn(every.each)}の${every.at}（お客様の現地時間）`;
  const { daysBefore, at } = every;
  const date = daysBefore === 0 ? 'お客様の誕生日' : `お客様の誕生日の${daysBefore}日前`;
  return at === '00:00' ? `${date}の始まり` : `${date}の${at}（お客様の現地時間）`;
}

function periodIn(period: Period): string {
  if (period === 'day') return '毎日';
  return period === 'month' ? '毎月1日' : `毎週${weekdayWords[period]}`;
}
