import type { Contents } from './contents.ts';
import type { Product } from './product/event.ts';
import type { LineItem } from './values/line-item.ts';
import type { Language } from './words.ts';

/** The address of the demo shop's pictures: the files in local/demo/pictures/. The local outbox serves them. */
export const demoPictures = 'https://shop.example.com/pictures';

/** A made-up shop that sells in one language: what the pictures show, and what a text is measured with. */
export interface SampleShop {
  readonly language: Language;
  readonly currency: string;
  /** The contents of a cart or an order. */
  readonly contents: Pick<Contents, 'total' | 'lines' | 'moreLines'>;
  readonly products: readonly [Product, ...Product[]];
  /** When everything happened, epoch milliseconds. */
  readonly at: number;
  /** The address of a page of the shop. */
  readonly page: (path: string) => string;
}

interface SampleLine {
  readonly title: string;
  readonly variant?: string;
  readonly quantity: number;
  readonly minor: number;
  /** The name of its picture. */
  readonly picture: string;
}

interface Assortment {
  readonly currency: string;
  readonly lines: readonly [SampleLine, ...SampleLine[]];
  /** The price of one more thing, which the total has and the list leaves out. */
  readonly unlisted: number;
}

const assortments: Readonly<Record<Language, Assortment>> = {
  en: {
    currency: 'USD',
    lines: [
      { title: 'Ceramic dripper 01', variant: 'White, 1–2 cups', quantity: 1, minor: 2800, picture: 'dripper.jpg' },
      { title: 'Paper filters, 100 sheets', quantity: 2, minor: 450, picture: 'filters.jpg' },
    ],
    unlisted: 1800,
  },
  ja: {
    currency: 'JPY',
    lines: [
      { title: '陶器ドリッパー 01', variant: '白・1〜2杯用', quantity: 1, minor: 3850, picture: 'dripper.jpg' },
      { title: 'ペーパーフィルター 100枚', quantity: 2, minor: 550, picture: 'filters.jpg' },
    ],
    unlisted: 2750,
  },
};

/** @param home the address of the shop */
export function sampleShop(language: Language, home: string): SampleShop {
  const { currency, lines: sold, unlisted } = assortments[language];
  const page = (path: string) => new URL(path, home).href;
  const [first, ...others] = sold;
  const line = ({ title, variant, quantity, minor, picture }: SampleLine, nth: number): LineItem => ({
    productId: `p-${nth}`,
    title,
    ...(variant !== undefined && { variant }),
    quantity,
    price: { minor, currency },
    url: page(`/products/${nth}`),
    imageUrl: `${demoPictures}/${picture}`,
  });
  const firstLine = line(first, 1);
  const otherLines = others.map((one, index) => line(one, index + 2));
  const lines = [firstLine, ...otherLines];
  const total = { minor: sold.reduce((sum, { minor, quantity }) => sum + minor * quantity, unlisted), currency };
  return {
    language,
    currency,
    contents: { total, lines, moreLines: 1 },
    products: [productOf(firstLine), ...otherLines.map(productOf)],
    at: Date.UTC(2027, 4, 1, 3),
    page,
  };
}

function productOf({ productId, quantity: _, ...line }: LineItem): Product {
  return { ...line, id: productId };
}
