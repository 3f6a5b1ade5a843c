/** The languages that the documentation is written in. */
export const languages = ['en', 'ja'] as const;

export type Language = (typeof languages)[number];

/** A text in every one of them. */
export type Words = Readonly<Record<Language, string>>;

/** The marketer's words for a noun. */
export interface NounWords<T extends string> {
  /** Its name, if a run can be about it. */
  readonly noun?: Words;
  /** Something else that its events carry, by the key in the event. */
  readonly parts?: Readonly<Record<string, Words>>;
  /** A phrase for each event: follows "when …", and precedes 「…と」, 「…まで」 and 「…こと」. */
  readonly events: Readonly<Record<T, Words>>;
  /** The fields that a pattern asks about, by their path below the noun. */
  readonly fields?: Readonly<Record<string, Words>>;
  /** The names of fields that an `if` asks about, by their paths with spaces. */
  readonly askedAbout?: Readonly<Record<string, Words>>;
  /** The words for the texts that a field may be, by the last part of its path: a status, a role. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, Words>>>>;
  /** The units of numbers in languages that put one behind them, by their paths with spaces. */
  readonly units?: Readonly<Record<string, Words>>;
  /** Phrases for a list that contains something, which stands in place of `{}`, by the paths with spaces. */
  readonly containing?: Readonly<Record<string, Words>>;
  /** Everyday phrases for common conditions, by the JSON of path and accepted values. */
  readonly conditions?: Readonly<Record<string, Words>>;
}

/** The marketer's words for a noun that can be the subject of a run. */
export interface SubjectWords<T extends string> extends NounWords<T> {
  readonly noun: Words;
}

/** The fields that several nouns have. */
export const sharedFields: Readonly<Record<string, Words>> = {
  id: { en: 'id', ja: 'ID' },
  total: { en: 'total', ja: '合計金額' },
  'total.amount': { en: 'total', ja: '合計金額' },
  'total.currency': { en: 'currency', ja: '通貨' },
  price: { en: 'price', ja: '価格' },
  'price.amount': { en: 'price', ja: '価格' },
  'price.currency': { en: 'currency', ja: '通貨' },
  'lines.productId': { en: 'product id', ja: '商品ID' },
  'lines.title': { en: 'product title', ja: '商品名' },
  'lines.variant': { en: 'variant of a product', ja: '商品のバリエーション' },
  'lines.quantity': { en: 'quantity of a product', ja: '商品の数量' },
  'lines.price': { en: 'price of a product', ja: '商品の価格' },
  'lines.price.amount': { en: 'price of a product', ja: '商品の価格' },
  'lines.price.currency': { en: 'currency of a price', ja: '価格の通貨' },
  'lines.url': { en: 'product page', ja: '商品ページのURL' },
  'lines.imageUrl': { en: 'product picture', ja: '商品画像のURL' },
  variant: { en: 'variant', ja: 'バリエーション' },
  moreLines: { en: 'number of further lines', ja: '省略された明細の件数' },
  url: { en: 'page', ja: 'ページのURL' },
  imageUrl: { en: 'picture', ja: '画像のURL' },
  title: { en: 'title', ja: '名称' },
  name: { en: 'name', ja: '名前' },
  at: { en: 'time', ja: '日時' },
  order: { en: 'order', ja: '注文' },
};
