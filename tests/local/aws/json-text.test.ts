import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonText, keepText } from '../../../local/aws/json-text.ts';

it('writes an answer as JSON.stringify does, whether or not the texts of its parts are kept', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), fc.boolean(), (items, isKept) => {
      if (isKept) items.forEach(keepText);
      const answer = { Items: items, Count: items.length, LastEvaluatedKey: undefined, Names: { table: items } };
      for (let time = 0; time < 2; time += 1) expect(jsonText(answer)).toBe(JSON.stringify(answer));
    }),
  );
});

it('keeps a text until the object is kept again', () => {
  const item = { pk: 'one' };
  keepText(item);
  expect(jsonText([item])).toBe('[{"pk":"one"}]');
  item.pk = 'two';
  keepText(item);
  expect(jsonText([item])).toBe('[{"pk":"two"}]');
});
