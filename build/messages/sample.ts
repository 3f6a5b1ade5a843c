import type { CartFact, OrderFact, ShipmentFact } from '../../src/commerce/fact.ts';
import type { Line, Product } from '../../src/commerce/goods.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { type MessageContext, messageContext } from '../../src/templates/context.ts';

/** Made-up goods in a language: what the pictures show, and what a text is measured with. */
interface SampleGoods {
  readonly currency: string;
  readonly question: string;
  readonly tier: string;
  readonly friend: string;
  readonly lines: readonly { readonly title: string; readonly quantity: number; readonly minor: number }[];
}

const english: SampleGoods = {
  currency: 'USD',
  question: 'Which filters fit the dripper?',
  tier: 'Gold',
  friend: 'a friend',
  lines: [
    { title: 'Ceramic dripper 01', quantity: 1, minor: 2800 },
    { title: 'Paper filters, 100 sheets', quantity: 2, minor: 450 },
  ],
};

const japanese: SampleGoods = {
  currency: 'JPY',
  question: 'ドリッパーに合うフィルターについて',
  tier: 'ゴールド',
  friend: 'お友だち',
  lines: [
    { title: '陶器ドリッパー 01', quantity: 1, minor: 3850 },
    { title: 'ペーパーフィルター 100枚', quantity: 2, minor: 550 },
  ],
};

const may1 = Date.UTC(2027, 4, 1, 3);

/**
 * A context in which every word that a message may use has a value. Messages are checked and measured with it:
 * a variable that is not in here is one that no event gives.
 */
export function sampleContext(settings: StoreSettings, locale: string): MessageContext {
  const { brand } = settings;
  const samples = locale.startsWith('ja') ? japanese : english;
  const { currency, lines: goods } = samples;
  const lines: Line[] = goods.map(({ title, quantity, minor }, index) => ({
    productId: `p-${index + 1}`,
    title,
    quantity,
    price: { minor, currency },
    url: new URL(`/products/${index + 1}`, brand.url).href,
    imageUrl: new URL(`/products/${index + 1}.jpg`, brand.url).href,
  }));
  const products = lines.map(productOf);
  const total = { minor: goods.reduce((sum, line) => sum + line.minor * line.quantity, 0), currency };
  const inCart = { id: 'c-1042', total, lines, moreLines: 1, url: new URL('/cart/c-1042', brand.url).href };
  const cart: CartFact = { kind: 'cart', ...inCart };
  const dispatchBy = '2027-05-02T18:00:00+09:00';
  const order: OrderFact = { ...inCart, kind: 'order', id: 'o-1042', number: '1042', dispatchBy, refunds: {} };
  return messageContext({
    profile: { ...nobody, name: 'Customer', locale },
    subjectFacts: {
      cart,
      checkout: { ...inCart, kind: 'checkout', startedAt: may1 },
      order: { ...order, url: new URL('/orders/1042', brand.url).href },
      shipment,
      review: { kind: 'review', id: 'r-1', at: may1, rating: 5 },
      browsing: { kind: 'browsing', id: 'latest', products: products.map((one) => ({ ...one, at: may1 })) },
      product: products[0] && { kind: 'product', ...products[0], backInStockAt: may1 },
      inquiry: { kind: 'inquiry', id: 'q-1', subject: samples.question, answerBy: '2027-05-03T18:00:00+09:00' },
      tier: { kind: 'tier', id: 'gold', name: samples.tier, reachedAt: may1 },
      survey: { kind: 'survey', id: 's-1', at: may1, score: 9 },
      referral: { kind: 'referral', id: 'r-1', role: 'referrer', friend: samples.friend, completedAt: may1 },
    },
    settings,
    locale,
    zone: settings.timeZone,
    coupon: { ...coupon, amount: { minor: 500, currency } },
    links: {
      unsubscribe: new URL('/unsubscribe?t=sample', brand.url).href,
      survey: new URL('/survey?t=sample', brand.url).href,
    },
  });
}

/** Worth both a share and a sum, as no real one is: a message may speak of either. */
const coupon = { code: '7K2M9QRTBX', percent: 10, expiresAt: Date.UTC(2027, 4, 4, 14, 59, 59) };
function productOf({ productId, ...line }: Line): Product {
  return { ...line, id: productId };
}

const nobody: Profile = { customer: 'sample', identities: {}, consent: {}, said: {}, claims: {} };

const shipment: ShipmentFact = {
  kind: 'shipment',
  id: 's-1',
  order: 'o-1042',
  carrier: 'Carrier',
  trackingNumber: '1234-5678',
  trackingUrl: 'https://carrier.example/1234-5678',
  expectedAt: '2027-05-03T12:00:00+09:00',
  dispatchedAt: may1,
  outForDeliveryAt: may1,
  delayedAt: may1,
  deliveredAt: may1,
};
