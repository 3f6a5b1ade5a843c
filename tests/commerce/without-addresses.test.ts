import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  idWithoutAddresses,
  sentencesWithoutAddresses,
  withoutAddresses,
} from '../../src/commerce/values/without-addresses.ts';

const pieces = fc.array(
  fc.constantFrom('mia', '@', '%40', 'x.jp', '.', '-', '/', ' ', '=', '(', ';', ',', '猫', '12', 'é'),
);

test.each([withoutAddresses, sentencesWithoutAddresses, idWithoutAddresses])('%o leaves no at sign', (without) => {
  fc.assert(fc.property(pieces, (parts) => !/@|%40/i.test(without(parts.join('')))));
});

test('the sentence around an address stays', () => {
  const said = '登録のアドレスmia@shop.example.jpに、案内を送ります。';
  expect(sentencesWithoutAddresses(said)).toBe('登録のアドレス…に、案内を送ります。');
  expect(withoutAddresses('form at https://shop.example.com/?e=mia%40x.jp&v=2')).toBe(
    'form at https://shop.example.com/?e=…&v=2',
  );
});

test.each(['０９０−１２３４−５６７８', '090‐1234‐5678', '090ー1234ー5678', '090・1234・5678', '090-1234-5678'])(
  'a phone number goes however its digits are set apart: %s',
  (number) => {
    for (const without of [withoutAddresses, sentencesWithoutAddresses, idWithoutAddresses]) {
      expect(without(`Sato ${number}`)).toBe('Sato …');
    }
  },
);
