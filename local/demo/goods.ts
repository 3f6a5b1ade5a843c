import { demoPictures } from '../../src/commerce/sample-shop.ts';
import type { Json } from '../aws/json.ts';
import type { Random } from './random.ts';

interface Product {
  readonly id: string;
  readonly en: string;
  readonly ja: string;
  /** Yen; other currencies are derived from it. */
  readonly yen: number;
}

const products: readonly Product[] = [
  { id: 'dripper', en: 'Ceramic dripper', ja: '陶器ドリッパー', yen: 3200 },
  { id: 'kettle', en: 'Pour-over kettle', ja: 'ドリップケトル', yen: 8800 },
  { id: 'beans-house', en: 'House blend, 200 g', ja: 'ハウスブレンド 200g', yen: 1400 },
  { id: 'beans-dark', en: 'Dark roast, 200 g', ja: '深煎り 200g', yen: 1500 },
  { id: 'mug', en: 'Stoneware mug', ja: '炻器マグカップ', yen: 2600 },
  { id: 'server', en: 'Glass server', ja: 'ガラスサーバー', yen: 2900 },
  { id: 'filters', en: 'Paper filters, 100', ja: 'ペーパーフィルター 100枚', yen: 550 },
  { id: 'grinder', en: 'Hand grinder', ja: '手挽きミル', yen: 12_800 },
];

/** The demo shop's exchange rate of each currency to the yen, and the decimals of its prices. */
const priceLists: Readonly<Record<string, { readonly perYen: number; readonly decimals: number }>> = {
  JPY: { perYen: 1, decimals: 0 },
  USD: { perYen: 0.0067, decimals: 2 },
  GBP: { perYen: 0.0053, decimals: 2 },
  EUR: { perYen: 0.0062, decimals: 2 },
};

/** A basket as events carry it: one to three products and their sum. */
export function basket(random: Random, currency: string, language: 'en' | 'ja'): { total: Json; lines: Json[] } {
  const chosen = new Set(
    Array.from({ length: Math.ceil(random.between(0, 3)) }, () => Math.floor(random.between(0, products.length))),
  );
  const items = products.filter((_, index) => chosen.has(index));
  return goodsOf(
    items.map((product) => ({ product, quantity: random.chance(0.2) ? 2 : 1 })),
    currency,
    language,
  );
}

/** The goods that somebody buys again and again: beans, and the filters for them. */
export function coffeeOf(currency: string, language: 'en' | 'ja'): { total: Json; lines: Json[] } {
  const items = products.filter(({ id }) => id === 'beans-house' || id === 'filters');
  return goodsOf(
    items.map((product) => ({ product, quantity: 1 })),
    currency,
    language,
  );
}

function goodsOf(
  items: readonly { readonly product: Product; readonly quantity: number }[],
  currency: string,
  language: 'en' | 'ja',
) {
  const { perYen, decimals } = priceLists[currency] ?? { perYen: 1, decimals: 0 };
  const round = (amount: number) => Number(amount.toFixed(decimals));
  let sum = 0;
  const lines = items.map(({ product, quantity }) => {
    const amount = round(product.yen * perYen);
    sum += amount * quantity;
    const url = `https://shop.example.com/products/${product.id}`;
    const imageUrl = `${demoPictures}/${product.id}.jpg`;
    return { productId: product.id, title: product[language], quantity, price: { amount, currency }, url, imageUrl };
  });
  return { total: { amount: round(sum), currency }, lines };
}

/** The goods of a basket as the pages that show them. */
export function productsOf(lines: readonly Json[]): Json[] {
  return lines.map(({ productId, title, url, imageUrl, price }) => ({ id: productId, title, url, imageUrl, price }));
}
