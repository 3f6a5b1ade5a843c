import { describe, expect, it } from 'vitest';
import { inTokyo, product } from './customers.ts';
import { storyOf } from './shop.ts';

const [asker, waiting, guest, critic, member] = [
  inTokyo('asker'),
  inTokyo('waiting'),
  inTokyo('guest'),
  inTokyo('critic'),
  inTokyo('member'),
];
const inquiry = (more = {}) => ({ inquiry: { id: 'inquiry-1', subject: '蓋について', ...more } });
const review = (id: string, rating: number) => ({ review: { id, rating }, order: { id: 'order-1' } });

describe('a shop that answers', () => {
  const journeys = ['inquiry', 'back-in-stock', 'review-thanks', 'member-tier'];
  const shop = storyOf('2026-03-02T22:30:00+09:00', { journeys }, async (shop) => {
    shop.post('inquiry.received', asker, inquiry({ answerBy: '2026-03-04T18:00:00+09:00' }));
    shop.post('inquiry.received', waiting, { inquiry: { id: 'inquiry-2' } });
    for (const one of [asker, waiting, guest, guest]) shop.post('product.back_in_stock', one, product('kettle'));
    shop.post('review.submitted', critic, review('review-1', 2));
    shop.post('customer.tier_reached', member, { tier: { id: 'silver', name: 'シルバー' } });
    await shop.until('2026-03-02T22:40:00+09:00');
    shop.post('review.submitted', critic, review('review-2', 5));
    shop.post('customer.tier_reached', member, { tier: { id: 'gold', name: 'ゴールド' } });
    await shop.until('2026-03-04T16:00:00+09:00');
    shop.post('inquiry.answered', asker, inquiry());
    await shop.until('2026-03-04T17:00:00+09:00');
    shop.post('inquiry.closed', asker, inquiry());
    await shop.toTheEnd();
  });
  const about = (who: typeof asker, ...steps: string[]) =>
    shop()
      .mailsTo(who)
      .filter(({ tags }) => steps.includes(tags.step ?? ''));

  it('confirms an inquiry at once with the promised day, and asks the day after it is closed', () => {
    expect(
      shop()
        .sentToTheMinute(asker)
        .filter(([step]) => step !== 'available'),
    ).toEqual([
      ['received', '2026-03-02 22:30'],
      ['how-was-it', '2026-03-05 10:00'],
    ]);
    const [received] = about(asker, 'received');
    expect(received?.text).toContain('「蓋について」の件、確かに承りました。2026年3月4日までにご返答いたします。');
  });

  it('promises no day that nobody named, and does not ask while the inquiry is open', async () => {
    expect(about(waiting, 'received', 'how-was-it').map(({ text }) => /順次ご返答/.test(text))).toEqual([true]);
    const [run] = (await shop().runsOf(waiting)).filter(({ journey }) => journey === 'inquiry');
    expect(run?.ended).toMatchObject({ why: 'left', reason: 'no inquiry.closed within 60 days' });
  });

  it('tells everybody who asked that the product is back, each once', () => {
    for (const one of [asker, waiting, guest]) {
      expect(about(one, 'available').map(({ subject }) => subject)).toEqual(['「kettle」が再入荷いたしました']);
    }
  });

  it('thanks for every review the next morning, in the same words whatever it says', () => {
    const thanks = ['thank-you-coupon', '2026-03-03 10:00'];
    expect(shop().sentToTheMinute(critic)).toEqual([thanks, thanks]);
    const texts = about(critic, 'thank-you-coupon').map(({ text }) => text.replace(/^.*割引クーポン.*$/m, 'code'));
    expect(new Set(texts).size).toBe(1);
  });

  it('congratulates on the higher of two levels reached in one night, in the morning', async () => {
    expect(shop().sentToTheMinute(member)).toEqual([['congratulations', '2026-03-03 08:00']]);
    expect(shop().mailsTo(member)[0]?.subject).toBe('会員ランクが「ゴールド」になりました');
  });
});
