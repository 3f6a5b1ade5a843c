import { describe, expect, test } from 'vitest';
import { faultsIn, patternFrom, stepIf } from './written.ts';

const run = stepIf('order.placed');

describe('a condition as people say it is answered with the one that is meant', () => {
  test.each([
    ['not ordered for 60 days', 'write "last ordered at least 60 days ago"'],
    ['not ordered in the last 8 weeks', 'write "last ordered at least 56 days ago"'],
    ['ordered in the last 30 days', 'write "last ordered 30 days ago or less"'],
    ['ordered twice', 'write "ordered 2 times"'],
    ['ordered exactly 2 times', 'write "ordered 2 times"'],
    ['ordered more than 2 times', 'write "ordered over 2 times"'],
    ['ordered 3 times or more', 'write "ordered at least 3 times"'],
    ['last ordered exactly 60 days ago', 'write "last ordered 60 days ago"'],
    [
      'order.total between 5,000 and 10,000 JPY',
      'write two lines: "order.total at least 5,000 JPY" and "order.total 10,000 JPY or less"',
    ],
    ['order.total over 10k JPY', 'write "10,000 JPY"'],
    ['order.total over 1万円', 'write "10,000 JPY"'],
    ['order.total over 10.000 JPY', 'write "10,000 JPY"'],
    ['order.total over 10.000,50 USD', 'write "10,000.5"'],
    ['order.total over 12,5 USD', 'write "12.5"'],
    ['order.total over 10.000 USD', 'write "10,000 USD"'],
    ['order.total over 10.0 JPY', 'round it'],
    ['ordered at least 1.000 times', 'write "1,000"'],
    ['customer.locale is jp', 'write "ja"'],
    ['customer.locale is JA', 'write "ja"'],
    ['customer.locale in [en, ja_JP]', 'write "ja-JP"'],
    ['customer.locale is Japanese', 'write one such as "ja"'],
  ])('%s: %s', (written, mend) => {
    const said = faultsIn(run, written);
    expect(said.length).toBe(1);
    expect(said[0]?.endsWith(`: ${mend}`)).toBe(true);
  });

  test.each(['order.total over 10.50 USD', 'customer.locale is ja-JP', 'customer.locale is fr', 'ordered 2 times'])(
    '%s is sound',
    (written) => {
      expect(patternFrom(run, written)).toBeDefined();
    },
  );
});
