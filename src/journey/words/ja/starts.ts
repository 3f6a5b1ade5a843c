import type { Period, Recurrence } from '../../../model/journey.ts';
import type { StartsPhrases } from '../phrases.ts';
import { weekdayWords } from './values.ts';

const once = (subject: string) => `${subject}ごとに1回`;
const onlyOnce = (subject: string) => `開始は、同じ${subject}につき1回だけです`;

export const starts: StartsPhrases = {
  entering: (segment) => `お客様がセグメント「${segment}」に入る`,
  when: (ways) => `${ways.join('か、')}と`,
  calendar: calendarIn,
  onCalendar: (calendar, event) => (event === undefined ? `${calendar}に` : `${calendar}に、または${event}と`),
  often: {
    never: onlyOnce,
    always: (subject) => `同じ${subject}で再び開始すると、進行中のものに代わって最初から始まります`,
    atATime: () => '前回の分がまだ進行中のお客様は対象外です',
    onceOver: (subject) => `${onlyOnce(subject)}（終了後は、再び開始できます）`,
    after(subject, length, event) {
      const time = event === undefined ? `${length}たつと` : `${length}たつか、${event}と`;
      return `${onlyOnce(subject)}（${time}、再び開始できます）`;
    },
  },
  oftenBriefly: {
    never: (subject) => `${once(subject)}だけ`,
    always: (subject) => `${once(subject)}、毎回最初から`,
    atATime: once,
    onceOver: (subject) => `${once(subject)}、終了後は再開始可`,
    after: (subject, length) => `${once(subject)}、${length}後は再開始可`,
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
