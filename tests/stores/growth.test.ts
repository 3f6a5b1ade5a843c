import { describe, expect, it } from 'vitest';
import { Regular } from '../fixtures/regular.ts';

/** What any one event, task or message may read of DynamoDB. */
const mostReads = 20;

describe('a customer who orders again and again', () => {
  it('costs every event, task and message the same', async () => {
    const regular = new Regular();
    await regular.orderUntil(12);
    const early = await regular.costs();
    await regular.orderUntil(60);
    const late = await regular.costs();
    for (const [work, { reads, writes }] of Object.entries(late)) {
      expect(reads, `${work}: read units`).toBeLessThanOrEqual(mostReads);
      expect(reads, `${work}: read units beside those of the twelfth order`).toBeLessThan(
        (early[work]?.reads ?? 0) + 5,
      );
      expect(writes, `${work}: write units`).toBeLessThan(30);
    }
    expect(
      regular.first && (await regular.world.deliver(regular.first, { id: 'thanks', purpose: 'transactional' })).outcome,
    ).toBe('sent'); // said again
    expect(regular.world.sent.map(({ tags }) => tags.step)).toEqual(Array(61).fill('thanks'));
  });
});
