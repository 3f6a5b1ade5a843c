import type { Recurrence } from '../../../model/journey.ts';
import type { StartsPhrases } from '../phrases.ts';

const once = (subject: string) => `once for each ${subject}`;

export const starts: StartsPhrases = {
  entering: (segment) => `the customer enters the segment “${segment}”`,
  when: (ways) => `when ${ways.join(' or ')}`,
  calendar: calendarIn,
  onCalendar: (calendar, event) => (event === undefined ? calendar : `${calendar}, or when ${event}`),
  often: {
    never: once,
    always: (subject) => `${once(subject)} at a time; each event starts a new run, which replaces one still under way`,
    atATime: () => 'for every customer who is not in it already',
    onceOver: (subject) => `${once(subject)}; once that run is over the same ${subject} can start it again`,
    after(subject, length, event) {
      const earlier = event === undefined ? '' : `, or once ${event},`;
      return `${once(subject)}; after ${length}${earlier} the same ${subject} can start it again`;
    },
  },
  oftenBriefly: {
    never: once,
    always: (subject) => `${once(subject)}, always a new run`,
    atATime: (subject) => `${once(subject)} at a time`,
    onceOver: (subject) => `${once(subject)}, again once it is over`,
    after: (subject, length) => `${once(subject)}, again after ${length}`,
  },
};

/** "every Monday at 10:00 by the customer's clock". */
function calendarIn(every: Recurrence): string {
  if ('each' in every) {
    const day = every.each === 'month' ? 'on the first of every month' : `every ${every.each}`;
    return `${day} at ${every.at} by the customer's clock`;
  }
  const { daysBefore, at } = every;
  const date = "the customer's birthday";
  const day = daysBefore === 0 ? `on ${date}` : `${daysBefore} day${daysBefore === 1 ? '' : 's'} before ${date}`;
  return at === '00:00' ? `${day}, as the day begins` : `${day}, at ${at} by the customer's clock`;
}
