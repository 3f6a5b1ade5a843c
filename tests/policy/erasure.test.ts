import { expect, it } from 'vitest';
import { marketingWord, optOutsOf, reportOptOut } from '../../src/policy/customer/address.ts';
import { takeChoiceBack } from '../../src/policy/customer/address-proof.ts';
import { changeTopic, topicAt, unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { withoutCustomer } from '../../src/policy/customer/erasure.ts';
import { choose } from '../../src/policy/customer/preferences.ts';

const day = 86_400_000;
const source = { source: 'preference page', customer: 'mia' };
const on = choose(unknownAddress, { restock: 'on' }, 2 * day, source);
const erased = (address: typeof on, customer = 'mia') => withoutCustomer(address, [customer], 9 * day, () => false);
/** What a topic says once an opt-out of before the choice is told. */
const toldLate = (address: typeof on) =>
  optOutsOf(reportOptOut(topicAt(address, 'restock'), 'leo', day, 'old list')).map(({ at }) => at);

it('a choice of a topic by somebody who was erased names them no more, agrees to nothing, and lifts what it lifted', () => {
  const after = erased(on);
  expect(JSON.stringify(after)).not.toContain('mia');
  expect(marketingWord(topicAt(after, 'restock'))).toBeUndefined();
  expect([toldLate(on), toldLate(after)]).toEqual([[], []]);
  expect(erased(after)).toBe(after);
});

it('a choice that was taken back before its reader was erased names them no more, and lifts nothing', () => {
  const undone = changeTopic(on, 'restock', (words) => takeChoiceBack(words, 2 * day));
  const after = erased(undone);
  expect(JSON.stringify(after)).not.toContain('mia');
  expect([toldLate(undone), toldLate(after)]).toEqual([[day], [day]]);
});

it('a choice can still be taken back after somebody else was erased', () => {
  const others = choose(on, { offers: 'on' }, 2 * day, { ...source, customer: 'leo' });
  const after = changeTopic(erased(others, 'leo'), 'restock', (words) => takeChoiceBack(words, 2 * day));
  expect(marketingWord(topicAt(after, 'restock'))).toBeUndefined();
  expect(toldLate(after)).toEqual([day]);
});
