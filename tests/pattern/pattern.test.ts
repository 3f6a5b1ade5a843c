import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../src/pattern/match.ts';
import { validatePattern } from '../../src/pattern/validate.ts';

describe('an operator accepts and rejects', () => {
  test.each([
    ['exact text', 'paid', 'paid', 'PAID'],
    ['exact number', 300, 300.0, '300'],
    ['exact null', null, null, 'null'],
    ['prefix', { prefix: 'ev_' }, 'ev_1', 'EV_1'],
    ['prefix whatever the case', { prefix: { 'equals-ignore-case': 'EV_' } }, 'ev_1', 'e_1'],
    ['suffix', { suffix: '.jp' }, 'shop.jp', 'shop.JP'],
    ['suffix whatever the case', { suffix: { 'equals-ignore-case': '.JP' } }, 'shop.jp', 'shop.fr'],
    ['equals-ignore-case', { 'equals-ignore-case': 'Gold' }, 'GOLD', 'silver'],
    ['wildcard', { wildcard: '*@example.*' }, 'a@example.com', 'a@sample.com'],
    ['wildcard with an escape', { wildcard: '5\\*' }, '5*', '55'],
    ['anything-but a value', { 'anything-but': 'gold' }, null, 'gold'],
    ['anything-but a list', { 'anything-but': [1, 2] }, 3, 2],
    ['anything-but a prefix', { 'anything-but': { prefix: ['a', 'b'] } }, 'cart', 'basket'],
    ['anything-but a wildcard', { 'anything-but': { wildcard: '*bot*' } }, 'person', 'a bot'],
    ['numeric', { numeric: ['>', 0] }, 0.01, 0],
    ['numeric range', { numeric: ['>=', 10, '<', 20] }, 10, 20],
    ['cidr, version 4', { cidr: '10.0.0.0/23' }, '10.0.1.255', '10.0.2.0'],
    ['cidr, version 6', { cidr: '2001:db8::/33' }, '2001:db8:7fff::1', '2001:db8:8000::1'],
    ['exists', { exists: true }, false, { nested: 1 }],
    ['exists not', { exists: false }, { nested: 1 }, 'here'],
  ])('%s', (_, accepted, yes, no) => {
    expect(validatePattern({ field: [accepted] })).toEqual([]);
    expect(matchesPattern({ field: [accepted] }, { field: yes })).toBe(true);
    expect(matchesPattern({ field: [accepted] }, { field: no })).toBe(false);
  });
});

describe('a pattern', () => {
  const items = { items: { sku: ['tea'], price: [{ numeric: ['>', 10] }] } };

  test('matches when one element of an array satisfies all fields', () => {
    expect(matchesPattern(items, { items: [{ sku: 'cup' }, { sku: 'tea', price: 12 }] })).toBe(true);
  });

  test('does not match across two elements of an array', () => {
    const event = {
      items: [
        { sku: 'tea', price: 5 },
        { sku: 'cup', price: 12 },
      ],
    };
    expect(matchesPattern(items, event)).toBe(false);
  });

  test('matches when one branch of $or and all other fields do', () => {
    const pattern = { shop: ['one'], $or: [{ tier: ['gold'] }, { orders: [{ numeric: ['>', 3] }] }] };
    expect(matchesPattern(pattern, { shop: 'one', tier: 'none', orders: 4 })).toBe(true);
    expect(matchesPattern(pattern, { shop: 'one', tier: 'none', orders: 3 })).toBe(false);
    expect(matchesPattern(pattern, { shop: 'two', tier: 'gold', orders: 4 })).toBe(false);
  });

  test('uses the later one of a field outside and inside $or', () => {
    const before = { shop: ['one'], $or: [{ shop: ['two'] }, { tier: ['gold'] }] };
    expect(matchesPattern(before, { shop: 'two' })).toBe(true);
    expect(matchesPattern(before, { shop: 'one' })).toBe(false);
    expect(matchesPattern(before, { shop: 'one', tier: 'gold' })).toBe(true);
    const after = { $or: [{ shop: ['two'] }, { tier: ['gold'] }], shop: ['one'] };
    expect(matchesPattern(after, { shop: 'one' })).toBe(true);
    expect(matchesPattern(after, { shop: 'two' })).toBe(false);
    const nested = { cart: { id: ['a'] }, $or: [{ 'cart.id': ['b'], $or: [{ x: [1] }, { y: [1] }] }, { z: [1] }] };
    expect(matchesPattern(nested, { cart: { id: 'b' }, y: 1 })).toBe(true);
    expect(matchesPattern(nested, { cart: { id: 'a' }, y: 1 })).toBe(false);
    expect(matchesPattern(nested, { cart: { id: 'a' }, z: 1 })).toBe(true);
  });

  test('ignores names that every object inherits', () => {
    expect(matchesPattern({ constructor: [{ exists: true }] }, {})).toBe(false);
    expect(validatePattern({ field: [{ constructor: 1 }, { 'anything-but': { toString: 'a' } }] })).toHaveLength(2);
  });
});

test.each([
  [{ status: 'paid' }, ['status'], '"status" needs a list of what to accept: write ["paid"].'],
  [{ total: [{ numeric: ['>', '5'] }] }, ['total', 0, 'numeric'], '"numeric" takes a comparison'],
  [{ cart: { tag: [{ Prefix: 'a' }] } }, ['cart', 'tag', 0, 'Prefix'], '"Prefix" is no operator; write "prefix".'],
  [{ $or: [{ a: [1] }] }, ['$or'], '"$or" needs two or more patterns'],
  [{ $or: [{ a: [1] }, { b: [] }] }, ['$or', 1, 'b'], '"b" accepts nothing'],
  [{ a: [{ wildcard: 'a**b' }] }, ['a', 0, 'wildcard'], '"wildcard" may not hold two * in a row'],
  [[], [], 'A pattern is an object'],
])('the problem of %j is at %j', (pattern, path, message) => {
  expect(validatePattern(pattern)).toEqual([{ path, message: expect.stringContaining(message) }]);
});
