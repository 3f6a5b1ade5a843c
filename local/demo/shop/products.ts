import { demoPictures } from '../../../src/commerce/sample-shop.ts';
import type { Words } from '../../../src/commerce/words.ts';
import { shopUrl } from './addresses.ts';

/** The currencies of the demo shop, each with its prices. */
export const currencies = ['JPY', 'USD', 'GBP', 'EUR'] as const;

export type Currency = (typeof currencies)[number];

/** Something that the demo shop sells. */
export interface Product {
  readonly id: string;
  readonly title: Words;
  readonly variants: readonly Words[];
  readonly prices: Readonly<Record<Currency, number>>;
  /** What its page says. */
  readonly about: Words;
}

const none: readonly Words[] = [];
const ground: readonly Words[] = [
  { en: 'Whole beans', ja: '豆のまま' },
  { en: 'Medium grind', ja: '中挽き' },
];

/** The range of the demo shop: coffee and tea, and what they are made with. */
export const products: readonly Product[] = [
  {
    id: 'dripper',
    title: { en: 'Ceramic dripper', ja: '陶器ドリッパー' },
    variants: [
      { en: '1–2 cups, white', ja: '1〜2杯用・白' },
      { en: '3–4 cups, white', ja: '3〜4杯用・白' },
    ],
    prices: prices(3200, 22, 18, 20),
    about: {
      en: 'Keeps the heat, and lets the water run at an even pace.',
      ja: '熱を逃がさず、お湯が一定の速さで落ちるドリッパーです。',
    },
  },
  {
    id: 'kettle',
    title: { en: 'Pour-over kettle', ja: 'ドリップケトル' },
    variants: [
      { en: '0.7 litres, steel', ja: '0.7L・ステンレス' },
      { en: '1 litre, steel', ja: '1.0L・ステンレス' },
    ],
    prices: prices(8800, 59, 47, 55),
    about: { en: 'A narrow spout for a thin, steady stream.', ja: '細口で、お湯をゆっくり細く注げます。' },
  },
  {
    id: 'beans-house',
    title: { en: 'House blend, 200 g', ja: 'ハウスブレンド 200g' },
    variants: ground,
    prices: prices(1400, 12, 9.5, 11),
    about: {
      en: 'Roasted every Monday: round, a little chocolate.',
      ja: '毎週月曜に焙煎。まろやかで、ほのかにチョコレートの香り。',
    },
  },
  {
    id: 'beans-dark',
    title: { en: 'Dark roast, 200 g', ja: '深煎り 200g' },
    variants: ground,
    prices: prices(1500, 13, 10, 12),
    about: { en: 'Full, with little acidity. Good with milk.', ja: 'コクがあり酸味は控えめ。ミルクによく合います。' },
  },
  {
    id: 'sencha',
    title: { en: 'Sencha, 100 g', ja: '煎茶 100g' },
    variants: none,
    prices: prices(1200, 11, 9, 10),
    about: { en: 'First harvest, fresh and mild.', ja: '一番茶の、さわやかでやさしい味わい。' },
  },
  {
    id: 'teapot',
    title: { en: 'Side-handle teapot', ja: '横手急須' },
    variants: none,
    prices: prices(5400, 38, 30, 35),
    about: { en: 'With a fine strainer of clay, for two to three cups.', ja: '細かい陶製茶こし付き。2〜3杯用です。' },
  },
  {
    id: 'cups',
    title: { en: 'Tea cups, set of 2', ja: '湯のみ 2個組' },
    variants: none,
    prices: prices(3600, 25, 20, 23),
    about: {
      en: 'Two cups of the same clay, each a little different.',
      ja: '同じ土でつくった、表情の少しずつ違う2個組。',
    },
  },
  {
    id: 'mug',
    title: { en: 'Stoneware mug', ja: '炻器マグカップ' },
    variants: [
      { en: 'Sand', ja: '砂色' },
      { en: 'Slate', ja: '墨色' },
    ],
    prices: prices(2600, 18, 14, 16),
    about: { en: 'Holds 300 ml, and fits the dishwasher.', ja: '容量300ml。食洗機でも洗えます。' },
  },
  {
    id: 'server',
    title: { en: 'Glass server', ja: 'ガラスサーバー' },
    variants: [{ en: '600 ml', ja: '600ml' }],
    prices: prices(2900, 20, 16, 18),
    about: { en: 'Heat-proof, with marks for each cup.', ja: '耐熱ガラス製、1杯ごとの目盛り付き。' },
  },
  {
    id: 'filters',
    title: { en: 'Paper filters, 100', ja: 'ペーパーフィルター 100枚' },
    variants: [
      { en: '1–2 cups', ja: '1〜2杯用' },
      { en: '3–4 cups', ja: '3〜4杯用' },
    ],
    prices: prices(550, 5, 4, 4.5),
    about: { en: 'Unbleached.', ja: '無漂白のペーパーフィルターです。' },
  },
  {
    id: 'grinder',
    title: { en: 'Hand grinder', ja: '手挽きミル' },
    variants: none,
    prices: prices(12_800, 89, 69, 79),
    about: {
      en: 'Ceramic burrs, from espresso to French press.',
      ja: 'セラミック刃。エスプレッソからフレンチプレスまで。',
    },
  },
];

/** The product with that id. */
export function findProduct(id: string): Product | undefined {
  return products.find((product) => product.id === id);
}

/** The address of a product's page. */
export function productUrl({ id }: Product): string {
  return `${shopUrl}/products/${id}`;
}

/** The address of a product's picture. */
export function pictureUrl({ id }: Product): string {
  return `${demoPictures}/${id}.jpg`;
}

function prices(JPY: number, USD: number, GBP: number, EUR: number): Product['prices'] {
  return { JPY, USD, GBP, EUR };
}
