import { describe, expect, it } from 'vitest';
import { inTokyo, onClockOf, product } from './customers.ts';
import { storyOf } from './shop.ts';

const [asker, waiting, late, hasty, guest, critic, member] = [
  inTokyo('asker'),
  inTokyo('waiting'),
  inTokyo('late'),
  inTokyo('hasty'),
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
    for (const one of [waiting, late]) shop.post('inquiry.received', one, { inquiry: { id: `of-${one.id}` } });
    for (const one of [asker, waiting, guest, guest]) shop.post('product.back_in_stock', one, product('kettle'));
    shop.post('review.submitted', critic, review('review-1', 2));
    shop.post('customer.tier_reached', member, { tier: { id: 'silver', name: 'シルバー' } });
    await shop.until('2026-03-02T22:40:00+09:00');
    shop.post('review.submitted', critic, review('review-2', 5));
    shop.post('customer.tier_reached', member, { tier: { id: 'gold', name: 'ゴールド' } });
    const told = [
      ['inquiry.closed', '2026-03-02T22:39:00+09:00'],
      ['inquiry.answered', '2026-03-02T22:35:00+09:00'],
      ['inquiry.received', '2026-03-02T22:31:00+09:00'],
    ] as const;
    for (const [type, at] of [...told, ...told])
      shop.post(type, hasty, { inquiry: { id: 'of-hasty' } }, Date.parse(at));
    await shop.until('2026-03-03T16:00:00+09:00');
    shop.post('inquiry.answered', asker, inquiry());
    shop.post('inquiry.answered', asker, inquiry());
    await shop.until('2026-03-04T17:00:00+09:00');
    shop.post('inquiry.closed', asker, inquiry());
    shop.post('inquiry.closed', late, { inquiry: { id: 'of-late' } });
    shop.post('inquiry.answered', late, { inquiry: { id: 'of-late' } });
    await shop.toTheEnd();
  });
  const inquiryOf = async (who: typeof asker) =>
    (await shop().runsOf(who)).find(({ journey }) => journey === 'inquiry');
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
    expect((await inquiryOf(waiting))?.ended).toMatchObject({
      why: 'left',
      reason: 'no inquiry.closed within 60 days',
    });
  });

  it('tells the staff of an inquiry that nobody answers for a day, once, and of no other', async () => {
    for (const one of [asker, hasty]) expect((await inquiryOf(one))?.done).toBeUndefined();
    for (const one of [waiting, late]) {
      const told = Object.values((await inquiryOf(one))?.done ?? {});
      // The stage of these stories has no way to tell them; that it was tried is on the run.
      expect(told).toMatchObject([{ outcome: 'skipped', reason: 'not-configured' }]);
      expect(onClockOf(one, told[0]?.at ?? 0).slice(0, 16)).toBe('2026-03-03 22:30');
    }
  });

  it('still asks how it was after the staff was told, and whatever order the events come in', async () => {
    const asked = (who: typeof asker) => shop().sentToTheMinute(who);
    expect(asked(late)).toEqual([
      ['received', '2026-03-02 22:30'],
      ['how-was-it', '2026-03-05 10:00'],
    ]);
    expect(asked(hasty)).toEqual([
      ['received', '2026-03-02 22:40'],
      ['how-was-it', '2026-03-03 10:00'],
    ]);
    for (const one of [asker, late, hasty]) expect((await inquiryOf(one))?.ended?.why).toBe('completed');
  });

  it('tells everybody who asked that the product is back, each once', () => {
    for (const one of [asker, waiting, guest]) {
      expect(about(one, 'available').map(({ subject }) => subject)).toEqual(['「kettle」が再入荷いたしました']);
    }
  });

  it('thanks for every review, one a day, in the same words whatever it says', () => {
    const days = shop()
      .sentTo(critic)
      .map(([step, time]) => [step, time.slice(0, 10)]);
    expect(days).toEqual([
      ['thank-you-coupon', '2026-03-03'],
      ['thank-you-coupon', '2026-03-04'],
    ]);
    const texts = about(critic, 'thank-you-coupon').map(({ text }) => text.replace(/: [0-9A-Z]{10}$/m, ': code'));
    expect(new Set(texts).size).toBe(1);
  });

  it('congratulates on the higher of two levels reached in one night, in the morning', async () => {
    expect(shop().sentToTheMinute(member)).toEqual([['congratulations', '2026-03-03 08:00']]);
    expect(shop().mailsTo(member)[0]?.subject).toBe('会員ランクが「ゴールド」になりました');
  });
});
