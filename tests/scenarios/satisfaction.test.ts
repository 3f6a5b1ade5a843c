import { describe, expect, it } from 'vitest';
import { type Customer, inNewYork, inTokyo, order, parcel, refund } from './customers.ts';
import { storyOf } from './shop.ts';

const [content, unhappy, silent, gone, hasty, disorderly] = [
  inTokyo('content'),
  inTokyo('unhappy'),
  inTokyo('silent'),
  inTokyo('gone'),
  inTokyo('hasty'),
  inTokyo('disorderly'),
];
const abroad = inNewYork('abroad');
const hour = 3_600_000;

describe('the question how it was', () => {
  const journeys = ['satisfaction', 'review-request'];
  const shop = storyOf('2026-03-03T15:00:00+09:00', { journeys }, async (shop) => {
    const answer = (customer: Customer, score: number, at = shop.now) => {
      const of = `of-${customer.id}`;
      shop.post('survey.answered', customer, { survey: { id: `survey-${of}`, score }, order: { id: of } }, at);
    };
    const everybody = [content, unhappy, silent, gone, hasty, disorderly, abroad];
    for (const one of everybody) shop.post('order.placed', one, order(`of-${one.id}`));
    await shop.until('2026-03-05T16:00:00+09:00');
    for (const one of [...everybody, content]) shop.post('shipment.delivered', one, parcel(`of-${one.id}`));
    await shop.until('2026-03-06T12:00:00+09:00');
    shop.post('order.refunded', gone, refund('of-gone'));
    answer(hasty, 3);
    await shop.until('2026-03-10T22:00:00+09:00');
    for (const _ of ['once', 'twice']) {
      answer(content, 9);
      answer(unhappy, 6);
      answer(disorderly, 2, shop.now - hour);
      answer(disorderly, 10, shop.now - 3 * hour);
    }
    await shop.toTheEnd();
  });
  const steps = (who: Customer) => shop().sentToTheMinute(who);
  const asked = ['how-was-it', '2026-03-09 10:00'];

  it('is asked four days after the delivery, once per order, and answered with thanks at once', () => {
    expect(steps(content)).toEqual([asked, ['thanks', '2026-03-10 22:00'], ['ask', '2026-03-12 10:00']]);
  });

  it('is asked at 10:00 of New York, where the clock has gone forward meanwhile, and not again of who is silent', async () => {
    expect(steps(abroad)).toEqual([
      ['how-was-it', '2026-03-09 10:00'],
      ['ask', '2026-03-12 10:00'],
    ]);
    expect(steps(silent)).toEqual([asked, ['ask', '2026-03-12 10:00']]);
    const run = (await shop().runsOf(silent)).find(({ journey }) => journey === 'satisfaction');
    expect(run?.ended).toMatchObject({ why: 'left', reason: 'no answer' });
  });

  it('tells the staff of a low score, says sorry at once, and holds back the request for a review', async () => {
    expect(steps(unhappy)).toEqual([asked, ['sorry', '2026-03-10 22:00']]);
    expect(await shop().outcomesOf(unhappy)).toContainEqual(['ask', 'skipped', 'condition']);
    const run = (await shop().runsOf(unhappy)).find(({ journey }) => journey === 'satisfaction');
    expect(Object.values(run?.done ?? {})).toMatchObject([{ reason: 'not-configured' }]);
  });

  it('goes by the last answer, though we hear of two of them twice and backwards', () => {
    expect(steps(disorderly).map(([step]) => step)).toEqual(['how-was-it', 'sorry']);
  });

  it('is not asked of those who have answered it already: they hear what the others hear', () => {
    expect(steps(hasty)).toEqual([['sorry', '2026-03-09 10:00']]);
  });

  it('is not asked of those who want their money back', () => {
    expect(steps(gone)).toEqual([]);
  });
});
