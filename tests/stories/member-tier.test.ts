import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['member-tier'], tell);
const tier = (name: string) => ({ tier: { id: name, name } });
const climbed: ShopEvent[] = [
  ['2026-03-02T22:30:00+09:00', 'customer.tier_reached', tier('シルバー')],
  ['2026-03-02T22:40:00+09:00', 'customer.tier_reached', tier('ゴールド')],
];

describe('a member who rises to a new level', () => {
  it('is congratulated an hour later, and again at the next level', () =>
    story('2026-03-02T12:00:00+09:00', async (shop) => {
      const member = inTokyo('member');
      await shop.tell(member, [
        ['2026-03-02T12:00:00+09:00', 'customer.tier_reached', tier('シルバー')],
        ['2026-04-02T12:00:00+09:00', 'customer.tier_reached', tier('ゴールド')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(member)).toEqual([
        ['congratulations', '2026-03-02 13:00'],
        ['congratulations', '2026-04-02 13:00'],
      ]);
      expect(shop.readBy(member)[1]).toContain('ゴールド');
    }));

  it('twice in one night is congratulated on the higher one alone, in the morning', () =>
    story('2026-03-02T22:30:00+09:00', async (shop) => {
      const member = inTokyo('member');
      await shop.tell(member, climbed);
      await shop.toTheEnd();
      expect(shop.sentTo(member)).toEqual([['congratulations', '2026-03-03 08:00']]);
      expect(shop.readBy(member)).toEqual(['会員ランクが「ゴールド」になりました']);
      expect(await shop.endOf(member)).toEqual(['completed', 'all steps done', '2026-03-03 08:00']);
    }));

  it('in the night in which the clocks of London go forward is congratulated at 08:00 of the new time', () =>
    story('2026-03-29T00:30:00Z', async (shop) => {
      const member = inLondon('member');
      shop.post('customer.tier_reached', member, tier('Gold'));
      await shop.toTheEnd();
      expect(shop.sentTo(member)).toEqual([['congratulations', '2026-03-29 08:00']]);
      expect(shop.now).toBe(Date.parse('2026-03-29T07:00:00Z'));
    }));

  it('is congratulated the same when all is heard of twice and backwards', () =>
    story('2026-03-02T23:00:00+09:00', async (shop) => {
      const member = inTokyo('member');
      shop.tellBackwards(member, climbed);
      await shop.toTheEnd();
      expect(shop.sentTo(member)).toEqual([['congratulations', '2026-03-03 08:00']]);
      expect(shop.readBy(member)[0]).toContain('ゴールド');
    }));
});
