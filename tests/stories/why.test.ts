import { describe, expect, it } from 'vitest';
import { describeCustomer } from '../../build/why/words.ts';
import type { Language } from '../../src/commerce/words.ts';
import { explainDelivery } from '../../src/engine/explain/explain-delivery.ts';
import type { CustomerExplanation, DayExplanation, MessageExplanation } from '../../src/model/explain-request.ts';
import { rulesIn } from '../../src/simulation/shop-plan.ts';
import { type Customer, cart, inTokyo, order, parcel } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) =>
  inShop(opens, ['abandoned-cart', 'review-request'], tell);

const ask = (shop: Shop, request: object, settings = shop.plan.settings) =>
  explainDelivery(request, {
    stores: shop.stores,
    clock: () => shop.now,
    settings,
    messages: shop.plan.messages,
    journeys: rulesIn(shop.plan),
  });

async function explained(shop: Shop, who: string, lang: Language = 'en') {
  return (await ask(shop, { do: 'customer', who, lang })) as CustomerExplanation; // the customer is known
}

const whyOf = async (shop: Shop, { id = '' }: Customer, lang: Language) =>
  describeCustomer(await explained(shop, id, lang)).split('\n');

describe('why, asked of a customer', () => {
  it('names what takes a message’s place, what became of it, and when it is tried again', () =>
    story('2026-03-02T15:00:00+09:00', async (shop) => {
      const shopper = inTokyo('busy');
      shop.post('shipment.delivered', shopper, parcel('order-1'));
      await shop.until('2026-03-09T09:30:00+09:00');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-09T11:00:00+09:00');
      expect((await whyOf(shop, shopper, 'en')).slice(1)).toEqual([
        'As of Mon 9 Mar 2026, 11:00, on the customer’s clock',
        '',
        'Mon 2 Mar 2026',
        '  15:00  Parcel delivered.',
        '         Starts “Review request”.',
        '',
        'Mon 9 Mar 2026',
        '  09:30  Filled the cart: コーヒー豆 · ¥4,800.',
        '         Starts “Abandoned cart”.',
        '  10:00  Held: “How do you like it?” (Review request).',
        '         One person gets at most 1 advertising message a day, and this message made way for a more important one: “Your cart is still here” (Abandoned cart), due on Mon 9 Mar 2026, 13:30.',
        '         It is tried again on Mon 9 Mar 2026, 13:35.',
        '         A higher “priority” in its journey would put this message first.',
        '',
        'What comes next',
        '  Mon 9 Mar 2026, 13:30  “Your cart is still here” (Abandoned cart) is due, if its conditions still apply then.',
        '  Mon 9 Mar 2026, 13:35  “How do you like it?” (Review request) is tried again.',
        '      One person gets at most 1 advertising message a day, and this message made way for a more important one: “Your cart is still here” (Abandoned cart), due on Mon 9 Mar 2026, 13:30.',
        '      A higher “priority” in its journey would put this message first.',
      ]);
      await shop.until('2026-03-09T15:00:00+09:00');
      shop.post('order.placed', shopper, order('order-2'));
      await shop.until('2026-03-10T09:00:00+09:00');
      expect((await whyOf(shop, shopper, 'ja')).slice(7)).toEqual([
        '2026年3月9日（月）',
        '  09:30  カートに追加：コーヒー豆 · 4,800円。',
        '         「カゴ落ち」を開始。',
        '  13:30  カゴ落ちの「カートに商品が残っています」をメールで送信。',
        '         2026年3月9日（月）09:30にカートの内容が変わったため、ジャーニーが始まりました。',
        '         販促のご案内に同意をいただいており、お客様の現地時刻の13:30（東京時間、電話番号の地域から判断）は、販促のご案内を控える時間帯（21:00から08:00まで）の外でした。',
        '         このステップで優先するチャネルです。',
        '  15:00  注文：No. order-2 · 4,800円。',
        '',
        '2026年3月10日（火）',
        '  08:01  レビューのお願いの「商品の使い心地はいかがですか」をメールで送信。',
        '         2026年3月2日（月）15:00に荷物が届いたため、ジャーニーが始まりました。',
        '         販促のご案内に同意をいただいており、お客様の現地時刻の08:01（東京時間、電話番号の地域から判断）は、販促のご案内を控える時間帯（21:00から08:00まで）の外でした。',
        '         このステップで優先するチャネルです。',
        '         2026年3月9日（月）10:00に保留（2026年3月9日（月）13:35まで）：販促のご案内は、お一人につき1日1通までです。より優先度の高いカゴ落ちの「カートに商品が残っています」（2026年3月9日（月）13:30に送信）を先にお送りするため、順番を譲りました。',
        '         2026年3月9日（月）13:35に保留（2026年3月10日（火）08:01まで）：販促のご案内は、お一人につき1日1通までです。この日の枠はカゴ落ちの「カートに商品が残っています」（2026年3月9日（月）13:30に送信）で使われていました。',
        '',
        '今後の予定',
        '  お客様または店舗に新しい動きがあるまで、予定はありません。',
      ]);
    }));

  it('says of a message that was held for the night and then sent both', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const traveller = inTokyo('traveller');
      shop.post('cart.updated', traveller, cart('cart-1'));
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.post('customer.updated', { ...traveller, timeZone: 'Europe/Paris' });
      await shop.until('2026-03-02T17:00:00+09:00');
      const { lines } = await explained(shop, traveller.email);
      const sent = lines.find(({ kind }) => kind === 'sent')?.sentences ?? [];
      expect(sent[0]).toBe('Sent by e-mail: “Your cart is still here” (Abandoned cart).');
      expect(sent.slice(1, 4)).toEqual([
        'The journey began on Mon 2 Mar 2026, 02:00: the cart was changed.',
        expect.stringMatching(
          /^The customer had agreed to advertising, and it was 08:0\d on their clock \(Paris time, the customer’s own time zone\): outside the quiet hours from 21:00 to 08:00\.$/,
        ),
        'This is the channel that its step prefers.',
      ]);
      expect(sent[4]).toMatch(
        /^Held on Mon 2 Mar 2026, 06:00, until Mon 2 Mar 2026, 08:0\d: It was 06:00 on the customer’s clock \(Paris time\), and no advertising is sent in the quiet hours from 21:00 to 08:00\.$/,
      );
    }));

  it('says why an event started nothing: too soon, a test, too late, not in the audience', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const shopper = inTokyo('again');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-03T12:00:00+09:00');
      shop.post('cart.updated', shopper, cart('cart-1'));
      shop.post('cart.updated', shopper, { ...cart('cart-2'), test: true });
      shop.post('cart.updated', shopper, cart('cart-3'), '2026-02-20T10:00:00+09:00');
      await shop.until('2026-03-03T13:00:00+09:00');
      const english = (await explained(shop, shopper.id)).lines.filter(({ kind }) => kind === 'refused');
      expect(english.map(({ day, sentences }) => [day, ...sentences])).toEqual([
        ['Fri 20 Feb 2026', '“Abandoned cart” did not start: the event was reported too late.'],
        [
          'Tue 3 Mar 2026',
          '“Abandoned cart” did not start: it runs again 7 days after its last start at the earliest, and had started on Mon 2 Mar 2026, 10:00.',
        ],
        ['Tue 3 Mar 2026', '“Abandoned cart” did not start: it was a test event of the shop.'],
      ]);
      const japanese = (await explained(shop, shopper.id, 'ja')).lines.filter(({ kind }) => kind === 'refused');
      expect(japanese.map(({ sentences: [first] }) => first)).toEqual([
        '「カゴ落ち」は開始せず：イベントの報告が遅すぎたため。',
        '「カゴ落ち」は開始せず：前回の開始から7日が過ぎるまで再び始まらないため（前回の開始は2026年3月2日（月）10:00）。',
        '「カゴ落ち」は開始せず：店舗のテストイベントのため。',
      ]);
    }));

  it('says of a customer whom the journey is not for that they were not in its audience', () =>
    inShop('2026-03-02T10:00:00+09:00', ['second-order'], async (shop) => {
      const regular = inTokyo('regular');
      shop.post('order.placed', regular, order('order-1'));
      await shop.until('2026-03-02T10:10:00+09:00');
      shop.post('order.placed', regular, order('order-2'));
      await shop.until('2026-03-02T11:00:00+09:00');
      const refused = async (lang: Language) => {
        const { lines } = await explained(shop, regular.id, lang);
        return lines.filter(({ kind }) => kind === 'refused').flatMap(({ sentences }) => sentences);
      };
      expect(await refused('en')).toEqual([
        '“Second order” did not start: the customer did not belong to its audience (“if”).',
      ]);
      expect(await refused('ja')).toEqual([
        '「2回目のご購入」は開始せず：お客様がこのジャーニーの対象（if）ではなかったため。',
      ]);
    }));

  it('says that the settings have changed since a message was not sent', () =>
    story('2026-03-02T15:00:00+09:00', async (shop) => {
      const shopper = inTokyo('silent', { consent: {} });
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T20:00:00+09:00');
      const { settings } = shop.plan;
      const changed = { ...settings, staleAfterMinutes: settings.staleAfterMinutes + 1 };
      for (const [lang, sentence] of [
        ['en', 'The settings of the shop or of this journey have changed since then.'],
        ['ja', 'その後、ショップまたはこのジャーニーの設定が変更されています。'],
      ] as const) {
        const request = { do: 'customer', who: shopper.id, lang };
        expect(JSON.stringify(await ask(shop, request, changed))).toContain(sentence);
        expect(JSON.stringify(await ask(shop, request))).not.toContain(sentence);
      }
    }));

  it('masks every address but the one that was asked for, and finds a customer by each of their names', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const { id, email, phone } = inTokyo('named');
      shop.post('cart.updated', inTokyo('named'), cart('cart-1'));
      await shop.until('2026-03-02T11:00:00+09:00');
      const byId = await explained(shop, id);
      expect(byId.customer.addresses.join()).not.toContain(email);
      expect((await explained(shop, email.toUpperCase())).customer.addresses).toContain(email);
      expect((await explained(shop, phone)).customer.addresses).toContain(phone);
      expect((await explained(shop, byId.customer.key)).customer).toEqual(byId.customer);
      for (const who of ['nobody', 'nobody@example.com', '0'.repeat(24)]) {
        expect(await ask(shop, { do: 'customer', who, lang: 'en' })).toEqual({ nobody: true });
      }
    }));
});

describe('why, asked of a message or a day', () => {
  it('finds a message by its key and by its provider’s id, and counts a day by what became of it', () =>
    story('2026-03-02T10:00:00+09:00', async (shop) => {
      const [buyer, shopper] = [inTokyo('buyer'), inTokyo('shopper')];
      shop.post('cart.updated', buyer, cart('cart-1'));
      shop.post('cart.updated', shopper, cart('cart-2'));
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-02T20:00:00+09:00');
      const [line] = await shop.ledgerOf(shopper);
      const keys = [line?.key, line?.providerId].flatMap((key) => key ?? []);
      expect(keys).toHaveLength(2);
      for (const key of keys) {
        const { found } = (await ask(shop, { do: 'message', key, lang: 'en' })) as MessageExplanation;
        expect(found?.line.sentences[0]).toBe('Sent by e-mail: “Your cart is still here” (Abandoned cart).');
      }
      const day = { do: 'day', journey: 'abandoned-cart', day: '2026-03-02', lang: 'en', limit: 1 };
      const { counts, lines } = (await ask(shop, day)) as DayExplanation;
      expect(counts).toEqual({ sent: 1, 'not sent: no longer needed': 2 });
      expect(lines.map(({ sentences: [, why] }) => why)).toEqual([
        'It was no longer needed: an order was placed on Mon 2 Mar 2026, 12:00.',
      ]);
      expect(await ask(shop, { ...day, day: '2026-03-01' })).toMatchObject({ counts: {}, lines: [] });
      expect(await ask(shop, { ...day, journey: 'nope' })).toEqual({ journeys: ['abandoned-cart', 'review-request'] });
    }));
});
