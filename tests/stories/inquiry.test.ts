import { describe, expect, it } from 'vitest';
import { cart, inLondon, inTokyo } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['inquiry'], tell);
const inquiry = (id = 'inquiry-1') => ({ inquiry: { id, subject: 'Lids' } });

describe('an inquiry', () => {
  it('is confirmed at once, and asked about at 10:00 the day after it was closed', () =>
    story('2026-03-02T22:30:00+09:00', async (shop) => {
      const asker = inTokyo('asker', { consent: {} });
      await shop.tell(asker, [
        ['2026-03-02T22:30:00+09:00', 'inquiry.received', inquiry()],
        ['2026-03-03T09:00:00+09:00', 'inquiry.closed', inquiry('another')],
        ['2026-03-04T16:00:00+09:00', 'inquiry.answered', inquiry()],
        ['2026-03-04T17:00:00+09:00', 'inquiry.closed', inquiry()],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(asker)).toEqual([
        ['received', '2026-03-02 22:30'],
        ['how-was-it', '2026-03-05 10:00'],
      ]);
      expect(await shop.endOf(asker)).toEqual(['completed', 'all steps done', '2026-03-05 10:00']);
    }));

  it('that nobody answers for a day is told to the staff, and one that is answered or closed is not', () =>
    story('2026-03-02T12:00:00+09:00', async (shop) => {
      const [waiting, served] = [inTokyo('waiting'), inTokyo('served')];
      for (const one of [waiting, served]) shop.post('inquiry.received', one, inquiry());
      await shop.tell(served, [['2026-03-03T11:59:00+09:00', 'inquiry.answered', inquiry()]]);
      await shop.until('2026-03-04T12:00:00+09:00');
      expect(shop.services.notes.map(({ customer, occurredAt }) => [customer.id, occurredAt])).toEqual([
        ['waiting', '2026-03-03T03:00:00Z'],
      ]);
    }));

  it('that the staff was told of is asked about like any other once it is closed', () =>
    story('2026-03-02T22:30:00+09:00', async (shop) => {
      const late = inTokyo('late');
      await shop.tell(late, [
        ['2026-03-02T22:30:00+09:00', 'inquiry.received', inquiry()],
        ['2026-03-04T17:00:00+09:00', 'inquiry.closed', inquiry()],
        ['2026-03-04T17:00:00+09:00', 'inquiry.answered', inquiry()],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(late)).toEqual([
        ['received', '2026-03-02 22:30'],
        ['how-was-it', '2026-03-05 10:00'],
      ]);
      expect(shop.services.notes.map(({ occurredAt }) => occurredAt)).toEqual(['2026-03-03T13:30:00Z']);
    }));

  it('that nobody closes is asked about never, and given up 60 days after the first', () =>
    story('2026-03-02T12:00:00+09:00', async (shop) => {
      const waiting = inTokyo('waiting');
      shop.post('inquiry.received', waiting, inquiry());
      await shop.toTheEnd();
      expect(shop.sentTo(waiting)).toEqual([['received', '2026-03-02 12:00']]);
      expect(await shop.endOf(waiting)).toEqual(['left', 'no inquiry.closed within 60 days', '2026-05-02 12:00']);
    }));

  it('from London that is closed before the clocks go forward is asked about at 10:00 of the new time', () =>
    story('2026-03-27T12:00:00Z', async (shop) => {
      const asker = inLondon('asker');
      await shop.tell(asker, [
        ['2026-03-27T12:00:00Z', 'inquiry.received', inquiry()],
        ['2026-03-28T17:00:00Z', 'inquiry.closed', inquiry()],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(asker)).toEqual([
        ['received', '2026-03-27 12:00'],
        ['how-was-it', '2026-03-29 10:00'],
      ]);
      expect(shop.services.sent.at(-1)?.at).toBe(Date.parse('2026-03-29T09:00:00Z'));
    }));

  it('is confirmed to a customer who has unsubscribed from marketing, and not to a mailbox that has complained', () =>
    inShop('2026-03-02T12:00:00+09:00', ['inquiry', 'abandoned-cart'], async (shop) => {
      const [left, angry] = [inTokyo('left'), inTokyo('angry')];
      for (const one of [left, angry]) shop.post('cart.updated', one, cart(`cart-of-${one.id}`));
      await shop.until('2026-03-02T18:00:00+09:00');
      expect(await shop.unsubscribe(shop.services.sent.findIndex(({ address }) => address === left.email))).toBe(200);
      const mail = shop.services.sent.find(({ address }) => address === angry.email) ?? expect.fail('no mail');
      shop.reportOf(mail, 'complained');
      for (const one of [left, angry]) shop.post('inquiry.received', one, inquiry(`of-${one.id}`));
      await shop.until('2026-03-03T09:00:00+09:00');
      expect(shop.sentTo(left)).toContainEqual(['received', '2026-03-02 18:00']);
      expect(shop.services.sent.filter(({ address }) => address === angry.email)).toEqual([mail]);
    }));

  it('is confirmed and asked about once when all is heard of twice and backwards', () =>
    story('2026-03-02T12:00:00+09:00', async (shop) => {
      const asker = inTokyo('asker');
      await shop.until('2026-03-03T09:00:00+09:00');
      shop.tellBackwards(asker, [
        ['2026-03-02T12:00:00+09:00', 'inquiry.received', inquiry()],
        ['2026-03-02T15:00:00+09:00', 'inquiry.answered', inquiry()],
        ['2026-03-02T16:00:00+09:00', 'inquiry.closed', inquiry()],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(asker)).toEqual([
        ['received', '2026-03-03 09:00'],
        ['how-was-it', '2026-03-03 10:00'],
      ]);
      expect(shop.services.notes).toEqual([]);
    }));

  it('that came by text from one of many forged numbers is confirmed to a third of a day’s limit at once', () =>
    story('2026-03-02T12:00:00+09:00', async (shop) => {
      const senders = Array.from({ length: 90 }, (_, nth) => ({ phone: `+81901234${1000 + nth}`, country: 'JP' }));
      for (const [nth, sender] of senders.entries())
        shop.post('inquiry.received', sender, inquiry(`sms-${String(nth).padStart(20, '0')}-x`));
      await shop.until('2026-03-02T13:00:00+09:00');
      const sent = shop.services.sent.length;
      expect(sent).toBeGreaterThan(60);
      expect(sent).toBeLessThanOrEqual(67);
      const lines = (await Promise.all(senders.map((sender) => shop.ledgerOf(sender)))).flat();
      const refused = lines.filter(({ reason }) => reason === 'too-many-replies');
      expect(refused).toHaveLength(90 - sent);
    }));
});
