import type { DiffPhrases, MachinePhrases } from '../phrases.ts';

export const diff: DiffPhrases = {
  properties: {
    about: 'about',
    aboutElsewhere: 'about in Japanese',
    purpose: 'purpose',
    topic: 'topic',
    priority: 'priority',
    caps: 'ignores the caps',
    starts: 'starts',
    filter: 'starts only if',
    audience: 'is only for',
    oncePer: 'once per',
    againAfter: 'again after',
    againUpon: 'again once',
    restarts: 'the first wait restarts',
    goal: 'goal',
  },
  about: (text) => `“${text}”`,
  purpose: (purpose) => purpose,
  usualTopic: 'as usual for its purpose',
  caps: (ignored) => (ignored ? 'yes' : 'no'),
  starts: (trigger) => trigger,
  unfiltered: 'anything',
  everybody: 'everybody',
  subject: (subject) => subject,
  again: (after) => (typeof after === 'string' ? after : after.words),
  noEvent: 'no event',
  restarts: (events) => `when ${events}`,
  never: 'never',
  goal: (event, within) => `${event} within ${within}`,
  noGoal: 'none',
  endsNow: (event) => `ends early now also when ${event}`,
  endsNoLonger: (event) => `no longer ends early when ${event}`,
  changed: (what, before, after) => `${what}: ${before} → ${after}`,
  notSaid: 'not said',
  numbered: (name, count) => `${name} (${count})`,
  theEnd: 'the end',
  added: (step, after) => `added ${placeOf(after)}: ${step}`,
  moved: (step, after) => `moved: ${step}, now ${placeOf(after)}`,
  removed: (step) => `removed: ${step}`,
  withSetting: (step, setting) => `${step} (${setting})`,
  within: (step, key, change) => `${step}, ${key}: ${change}`,
};

function placeOf(after: string | undefined): string {
  return after === undefined ? 'at the beginning' : `after ${after}`;
}

export const machine: MachinePhrases = {
  about: 'about',
  beginsWith: 'begins with',
  state: (name) => name,
  part: (state, what) => `${state}, ${what}`,
  added: (state) => `added: ${state}`,
  onward: 'goes on with',
  waitBefore: 'the wait before it',
  waitAfter: 'the wait after it',
  waitInArm: (arm) => `the wait in arm ${arm}`,
  retries: 'how often it is tried again',
  atMost: 'at most',
  written: (words) => words,
  days: (count) => counted(count, 'day'),
  hours: (count) => counted(count, 'hour'),
  minutes: (count) => counted(count, 'minute'),
  daysAt: (days, at) => `${counted(days, 'day')}, at ${at}`,
  weekdayAt: (weekday, at) => `until ${weekday}, at ${at}`,
  date(date, distance, isBefore, at) {
    const moved = distance === undefined ? date : `${distance} ${isBefore ? 'before' : 'after'} ${date}`;
    return `until ${moved}${at === undefined ? '' : `, at ${at}`}`;
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
