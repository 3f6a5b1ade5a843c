import { type Saying, say } from '../reading/saying.ts';

const daysOf: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
  日: 1,
  週: 7,
  週間: 7,
  か月: 30,
  ヶ月: 30,
  カ月: 30,
  年: 365,
};

/** Words for a number of times. */
const times: Readonly<Record<string, string>> = { twice: '2', thrice: '3', two: '2', three: '3', four: '4', five: '5' };

/** Sentences as people say them, each with the condition that is meant: $1 and $2 are a number and its unit. */
const forms: readonly (readonly [RegExp, (amount: string, unit: string) => string])[] = [
  [
    /^(?:has )?(?:not|never|no) order(?:s|ed)? (?:for|in|within|since)(?: the last| more than| over| at least)? (\d+) (day|week|month|year)s?$/,
    (amount, unit) => `last ordered at least ${days(amount, unit)} ago`,
  ],
  [
    /^(?:has )?ordered (?:in|within)(?: the last)? (\d+) (day|week|month|year)s?$/,
    (amount, unit) => `last ordered ${days(amount, unit)} ago or less`,
  ],
  [
    /^last ordered (?:more than|over|at least) (\d+) (week|month|year)s? ago$/,
    (amount, unit) => `last ordered at least ${days(amount, unit)} ago`,
  ],
  [/^ordered(?: exactly)? (twice|thrice|\d+|two|three|four|five)(?: times?)?$/, (amount) => `ordered ${count(amount)}`],
  [/^ordered (?:more than|over) (twice|\d+|once)(?: times?)?$/, (amount) => `ordered over ${count(amount)}`],
  [
    /^ordered(?: at least)? (twice|\d+)(?: times?)? or more(?: times)?$/,
    (amount) => `ordered at least ${count(amount)}`,
  ],
  [
    /^(?:(?:注文|購入)(?:回数)?(?:[がはを]|:)?)?(\d+)回以上(?:の)?(?:注文|購入|利用)?(?:した|している|のある|がある|あり)?(?:お?客様?|人|方)?$/,
    (amount) => `ordered at least ${count(amount)}`,
  ],
  [/^(\d+)回(?:だけ)?(?:注文|購入)(?:した|している)?(?:お?客様?|人|方)?$/, (amount) => `ordered ${count(amount)}`],
  [
    /^(\d+)(日|週間?|[かヶカ]月|年)間?(?:以上)?(?:注文|購入)(?:[がはを])?(?:なし|がない|ない|していない|のない)(?:お?客様?|人|方)?$/,
    (amount, unit) => `last ordered at least ${days(amount, unit)} ago`,
  ],
  [
    /^(\d+)(日|週間?|[かヶカ]月|年)以内に?(?:注文|購入)(?:した|している|あり)?(?:お?客様?|人|方)?$/,
    (amount, unit) => `last ordered ${days(amount, unit)} ago or less`,
  ],
  [
    /^(一度も|まだ|1回も|注文|購入)(?:注文|購入)?(?:[がはをも])?(?:なし|ない|していない|したことがない)(?:お?客様?|人|方)?$/,
    () => 'never ordered',
  ],
  [/^last ordered exactly (\d+) (day)s? ago$/, (amount) => `last ordered ${days(amount, 'day')} ago`],
];

function days(amount: string, unit: string): string {
  const number = Number(amount) * (daysOf[unit] ?? 1);
  return `${number} ${number === 1 ? 'day' : 'days'}`;
}

function count(amount: string): string {
  const number = times[amount] ?? amount;
  return number === '1' || number === 'once' ? 'once' : `${number} times`;
}

/** The condition that a sentence of everyday English means, as advice; undefined if it is none that people often say. */
export function sentenceMeant(text: string): Saying | undefined {
  for (const [form, meant] of forms) {
    const [, amount, unit = ''] = form.exec(text) ?? [];
    if (amount !== undefined) return say`write "${meant(amount, unit)}"`;
  }
  return rangeMeant(text);
}

/** `order.total between 5,000 and 10,000 JPY`: a bound on each side is a condition of its own. */
function rangeMeant(text: string): Saying | undefined {
  const [, lead, low = '', high = ''] =
    /^(\S.*?) (?:is )?between (\S+(?: [A-Z]{3})?) and (\S+(?: \S+)*)$/.exec(text) ?? [];
  if (lead === undefined) return undefined;
  const unit = /^[\d.,]+$/.test(low) ? high.replace(/^[\d.,]+/, '') : '';
  return say`write two lines: "${lead} at least ${low}${unit}" and "${lead} ${high} or less"`;
}
