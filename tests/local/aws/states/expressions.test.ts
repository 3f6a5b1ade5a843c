import { describe, expect, test } from 'vitest';
import { finish, machine } from './machines.ts';

const cart = {
  id: 'c1',
  'gift-note': 'hi',
  '5\\"': 'inches',
  "it's": 'mine',
  items: [
    { sku: 'tea', price: 12, tags: ['hot'] },
    { sku: 'cup', price: 7 },
    { sku: 'pot', price: 30 },
  ],
};

async function evaluate(expression: string, input: unknown = cart) {
  const parsed = machine({ Pass: { Type: 'Pass', Parameters: { 'value.$': expression }, End: true } });
  const { result } = await finish(parsed, { input, random: () => 0.5 });
  return result.status === 'SUCCEEDED' ? Object(result.output).value : result.error;
}

describe('a path', () => {
  test.each([
    ['$.id', 'c1'],
    ['$.gift-note', 'hi'],
    ["$['gift-note']", 'hi'],
    [`$['5\\"']`, 'inches'],
    [`$['it\\'s']`, 'mine'],
    ['$.items[1].sku', 'cup'],
    ['$.items[-1].sku', 'pot'],
    ['$.items[0,2].sku', ['tea', 'pot']],
    ['$.items[1:].sku', ['cup', 'pot']],
    ['$.items[:-1].price', [12, 7]],
    ['$.items[::2].sku', ['tea', 'pot']],
    ['$.items[*].sku', ['tea', 'cup', 'pot']],
    ['$..price', [12, 7, 30]],
    ['$.items.length()', 3],
    ['$.items[?(@.price > 10 && @.sku != "pot")].sku', ['tea']],
    ["$.items[?(@.sku == 'cup' || @.price >= 30)].price", [7, 30]],
    ['$.items[?(@.tags)].sku', ['tea']],
    ['$.items[?(!(@.tags))].sku', ['cup', 'pot']],
    ['$.nothing[*].sku', []],
    ['$.nothing', 'States.Runtime'],
    ['$$.State.Name', 'Pass'],
    ['$constructor', 'States.Runtime'],
  ])('%s yields %j', async (path, value) => {
    expect(await evaluate(path)).toEqual(value);
  });
});

describe('an intrinsic function', () => {
  test.each([
    ["States.Format('Cart {} has {} \\{items\\}', $.id, States.ArrayLength($.items))", 'Cart c1 has 3 {items}'],
    ["States.Format('{}', $.items[1])", '{sku=cup, price=7}'],
    ["States.Array(1, 'it\\'s', null, true)", [1, "it's", null, true]],
    ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
    ['States.ArrayPartition(States.ArrayRange(1, 3, 1), 2)', [[1, 2], [3]]],
    ['States.ArrayUnique(States.Array(1, 2, 1))', [1, 2]],
    ['States.ArrayContains($.items[*].sku, $.items[1].sku)', true],
    ['States.ArrayGetItem($.items[*].sku, 2)', 'pot'],
    ['States.ArrayGetItem($.items, 9)', 'States.IntrinsicFailure'],
    ["States.Base64Decode(States.Base64Encode('お茶'))", 'お茶'],
    ["States.Hash('tea', 'MD5')", '7239ea2b5dc943f61f3c0a0276c20974'],
    [
      'States.JsonMerge(States.StringToJson(\'{"a":1,"b":1}\'), States.StringToJson(\'{"b":2}\'), false)',
      { a: 1, b: 2 },
    ],
    ['States.JsonToString($.items[1])', '{"sku":"cup","price":7}'],
    ["States.StringToJson('{')", 'States.IntrinsicFailure'],
    ["States.StringToJson('')", null],
    ["States.StringToJson(' \n')", null],
    ['States.MathAdd(1.5, -0.5)', 2],
    ['States.MathRandom(10, 20)', 15],
    ["States.StringSplit('a,b;;c', ',;')", ['a', 'b', 'c']],
    ['States.UUID()', '88888888-8888-4888-a888-888888888888'],
  ])('%s yields %j', async (call, value) => {
    expect(await evaluate(call)).toEqual(value);
  });

  test('picks the same random number for the same seed', async () => {
    expect(await evaluate('States.MathRandom(0, 1000000, 7)')).toBe(await evaluate('States.MathRandom(0, 1000000, 7)'));
  });
});

test('a variable reaches later states and inner branches, and inner ones stay inside', async () => {
  const parsed = machine({
    Set: { Type: 'Pass', Assign: { 'cart.$': '$.id', step: 1 }, Next: 'Each' },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: {
        StartAt: 'In',
        States: { In: { Type: 'Pass', Parameters: { 'c.$': '$cart' }, Assign: { step: 2 }, End: true } },
      },
      Next: 'Show',
    },
    Show: { Type: 'Pass', Parameters: { 'step.$': '$step', 'inner.$': '$[0].c' }, End: true },
  });
  expect((await finish(parsed, { input: cart })).result.output).toEqual({ step: 1, inner: 'c1' });
});
