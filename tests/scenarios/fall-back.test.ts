import { describe, expect, it } from 'vitest';
import { runAws } from '../local/cli/aws.ts';
import { clientOf } from '../local/fixture.ts';
import { inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { stackWith } from './own-stack.ts';
import { setSources } from './sources.ts';

const journey = `journey: after-order
about: Thanks for an order, by SMS where the mail does not arrive.
purpose: transactional
starts: { on: order.placed, once per: order }
ends: { when: [order.cancelled] }
steps:
  - send: thanks
    channels: [email]
    fall back: [sms]
  - wait: 1 day
  - send: hours-later
    channels: [email]
    fall back: { to: [sms], after: 2 hours }
`;

const own = stackWith({ 'after-order': journey });
const opens = '2026-03-02T15:00:00+09:00';
type Mail = 'delivery' | 'bounce';
const story = (mail: readonly Mail[], tell: (shop: LocalShop) => Promise<void>) =>
  inShop(opens, tell, {
    cdkOut: own().cdkOut,
    feedback: { mail: ({ to }) => (to.includes('other') ? ['delivery'] : mail) },
  });

const textsOf = ({ runtime }: LocalShop) => runtime.outbox.texts.map(({ body }) => body);

describe('a message with a channel to fall back on', () => {
  it('goes by SMS after a hard bounce, once, though its run goes on', () =>
    story(['bounce'], async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-02T16:00:00+09:00');
      expect(textsOf(shop)).toEqual(['thanks']);
      const lines = await shop.ledgerOf(buyer);
      expect(lines.find(({ channel }) => channel === 'email')).toMatchObject({
        replaced: { channel: 'sms' },
        feedback: { bounced: expect.any(Number) },
      });
      expect(lines.find(({ channel }) => channel === 'sms')).toMatchObject({
        outcome: 'sent',
        insteadOf: { channel: 'email', because: 'failed' },
      });
    }));

  it('goes by SMS when no delivery is reported in two hours, though others are, by a schedule', () =>
    story([], async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-02T15:30:00+09:00');
      shop.post('order.placed', inTokyo('other'), order('order-2'));
      await shop.until('2026-03-03T16:30:00+09:00');
      expect(textsOf(shop)).toEqual([]);
      await shop.toTheEnd();
      expect(textsOf(shop)).toEqual(['hours-later']);
    }));

  it('goes by e-mail alone when that is delivered', () =>
    story(['delivery'], async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.toTheEnd();
      expect(textsOf(shop)).toEqual([]);
      expect(await shop.ledgerOf(buyer)).toHaveLength(2);
    }));

  it.each([
    { stopped: ['record-feedback'], meanwhile: 'held' },
    { stopped: ['record-feedback', 'deliver-message'], meanwhile: undefined }, // as before the table is restored
  ])('goes by e-mail alone when $stopped are stopped for hours, and go on', ({ stopped, meanwhile }) =>
    story(['delivery'], async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-03T14:30:00+09:00');
      await setSources(shop.runtime, stopped, 'no-enabled');
      await shop.until('2026-03-03T20:00:00+09:00');
      const second = (await shop.ledgerOf(buyer)).find(({ key }) => key.endsWith('_fallback'));
      expect(second?.outcome).toBe(meanwhile);
      if (second !== undefined) expect(second.reason).toBe('no-reports');
      await setSources(shop.runtime, stopped.slice(0, 1), 'enabled');
      await shop.until('2026-03-03T20:10:00+09:00');
      await setSources(shop.runtime, stopped.slice(1), 'enabled');
      await shop.toTheEnd();
      expect(shop.mailsTo(buyer)).toHaveLength(2);
      expect(textsOf(shop)).toEqual([]);
    }),
  );

  it('goes by e-mail alone when the reports of four hours are lost, and says why the text never went', () =>
    story(['delivery'], async (shop) => {
      const rule = (does: 'disable' | 'enable') =>
        runAws(['events', `${does}-rule`, '--name', 'aftercart-email-feedback'], {
          ...clientOf(shop.runtime),
          files: {},
        });
      const buyers = Array.from({ length: 4 }, (_, n) => inTokyo(`buyer-${n}`));
      for (const [n, buyer] of [inTokyo('other'), ...buyers, inTokyo('other-2')].entries()) {
        shop.post('order.placed', buyer, order(`order-${n}`));
        await shop.until(new Date(shop.now + 3_600_000).toISOString());
      }
      await shop.until('2026-03-03T15:30:00+09:00');
      await rule('disable');
      await shop.until('2026-03-03T19:30:00+09:00');
      await rule('enable');
      await shop.toTheEnd();
      expect(textsOf(shop)).toEqual([]);
      for (const buyer of buyers) {
        expect(await shop.ledgerOf(buyer)).toContainEqual(
          expect.objectContaining({ outcome: 'skipped', reason: 'stale', detail: 'no-reports' }),
        );
      }
    }));
});
