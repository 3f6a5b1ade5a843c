import { describe, expect, it } from 'vitest';
import { countUnmatched } from '../../src/engine/count-unmatched.ts';

function counting(told: unknown) {
  const said: unknown[] = [];
  countUnmatched(told, {
    warn: (_message, details) => said.push(details),
    count: (metric, dimensions) => said.push({ [metric]: dimensions }),
  });
  return said;
}

describe('count-unmatched', () => {
  it.each([
    ['shop.demo', 'order.placed', 'other', 'order.placed'],
    ['store.demo', 'order.renamed', 'store', 'other'],
    ['aws.partner/shopify.com/1/shop', 'shopifyWebhook', 'other', 'other'],
  ])('names %s and %s in the log, and counts them as %s and %s', (source, type, kind, name) => {
    expect(counting({ source, type })).toEqual([{ source, type }, { UnmatchedEvent: { source: kind, type: name } }]);
  });

  it('makes no more metrics than there are types, whatever names come', () => {
    const names = Array.from({ length: 100 }, (_, index) => ({ source: `s${index}`, type: `t${index}` }));
    const metrics = names.map((told) => JSON.stringify(counting(told)[1]));
    expect(new Set(metrics).size).toBe(1);
  });

  it('cuts a long name in the log', () => {
    expect(counting({ source: 'x'.repeat(500), type: 'y' })[0]).toEqual({ source: 'x'.repeat(128), type: 'y' });
  });

  it('says so when it is called with something else', () => {
    expect(() => counting({})).toThrow();
  });
});
