import type { AskedField, Test } from './asked.ts';
import { comparisons, countForms, fixedForms, moneyForms, namedForms } from './forms.ts';
import { printField } from './print.ts';

/** An example of each form of a plain condition, from the tables that the reader goes by. */
export function formExamples(): readonly string[] {
  return [...questions.map(printField), ...sentences()];
}

const [order, survey, customer] = [
  ['order', 'total'],
  ['survey', 'score'],
  ['customer', 'country'],
];

function compared(path: readonly string[], number: number, currency?: string): AskedField[] {
  return comparisons.map(({ sign }) => ({ path, test: { asks: 'compare', sign, bound: { number, currency } } }));
}

function asking(path: readonly string[], ...tests: readonly Test[]): AskedField[] {
  return tests.map((test) => ({ path, test }));
}

/** One question of each form, of a field that can be asked it. */
const questions: readonly AskedField[] = [
  ...compared(order, 10_000, 'JPY'),
  ...compared(survey, 6),
  ...asking(survey, { asks: 'values', values: [10] }),
  ...asking(
    customer,
    { asks: 'values', values: ['JP'] },
    { asks: 'values', values: ['JP'], not: true },
    { asks: 'values', values: ['JP', 'KR'] },
    { asks: 'values', values: ['JP', 'KR'], not: true },
  ),
  ...asking(['order', 'dispatchBy'], { asks: 'known' }, { asks: 'known', not: true }),
  ...asking(['order', 'lines'], { asks: 'product', values: ['tea'] }, { asks: 'product', values: ['tea', 'coffee'] }),
  ...asking(['customer', 'tags'], { asks: 'element', value: 'gold' }),
];

/** One sentence of each form. */
function sentences(): string[] {
  const counted = countForms.flatMap(({ path }, at) =>
    asking(path, { asks: 'compare', sign: '>=', bound: { number: at === 0 ? 3 : 60 } }),
  );
  const once = asking(countForms[0]?.path ?? [], { asks: 'values', values: [1] });
  const money = moneyForms.flatMap(({ path }) => compared(path, 50_000, 'JPY').slice(0, 1));
  const named = namedForms.flatMap(({ lead, not, names = ['loyal'] }) => [
    ...names.map((name) => `${lead} ${name}`),
    `${not} ${names[0]}`,
  ]);
  return [...[...counted, ...once, ...money].map(printField), ...fixedForms.map(({ text }) => text), ...named];
}
