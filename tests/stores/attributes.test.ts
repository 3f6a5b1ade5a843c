import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromAttribute, toAttributes } from '../../src/aws/attributes.ts';

/** Whatever is kept in the table: JSON, and fields that are left out by being undefined. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('attributes', () => {
  it('are those that the SDK makes of plain values, and give them back as the SDK does', () => {
    const fields = fc.dictionary(fc.string(), value, { maxKeys: 4 });
    fc.assert(
      fc.property(fields, (plain) => {
        const attributes = marshall(plain, { removeUndefinedValues: true });
        expect(toAttributes(plain)).toEqual(attributes);
        expect(fromAttribute({ M: attributes })).toEqual(unmarshall(attributes));
      }),
    );
  });

  it.each([
    ['a number that is none', Number.NaN],
    ['an endless number', Number.POSITIVE_INFINITY],
    ['a number that DynamoDB would round', 2 ** 53],
    ['a date', new Date(0)],
    ['a set', new Set(['a'])],
    ['a function', () => {}],
  ])('are not made of %s', (_what, refused) => {
    expect(() => toAttributes({ refused })).toThrow(TypeError);
  });

  it('of other kinds are not taken for plain values', () => {
    expect(() => fromAttribute({ SS: ['a'] })).toThrow('another kind: SS');
  });
});
