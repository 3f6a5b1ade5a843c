/** A text in each language that has one. */
export type Localized = Readonly<Record<string, string>>;

/** The looks of mails: a plain letter, a card with rows of products, a catalogue page with pictures side by side. */
export const looks = ['letter', 'card', 'catalogue'] as const;

/** Kinds of type, each a list of fonts that mail programs have. */
export const fonts = ['sans', 'serif', 'rounded'] as const;

/** Pages of the shop that messages and their footers link to. */
export const shopPages = ['products', 'new', 'popular', 'guide', 'account'] as const;

/** Networks that a footer links to, by the name in store.yaml; each with the name that customers read. */
export const networks = {
  line: 'LINE',
  instagram: 'Instagram',
  x: 'X',
  facebook: 'Facebook',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  threads: 'Threads',
  pinterest: 'Pinterest',
} as const;

/** Where customers are asked to write their reviews. */
export const reviewPlaces = ['own shop', 'google', 'yahoo shopping', 'rakuten'] as const;

export type Look = (typeof looks)[number];
export type Font = (typeof fonts)[number];
export type ShopPage = (typeof shopPages)[number];
export type Network = keyof typeof networks;
export type ReviewPlace = (typeof reviewPlaces)[number];

/** The sender of the messages, and what they look like. */
export interface Brand {
  readonly name: Localized;
  readonly url: string;
  /** Postal address and contact that the law wants in every marketing mail. */
  readonly address: Localized;
  readonly contact: string;
  /** Colour of buttons and rules, #rgb or #rrggbb. */
  readonly color: string;
  /** The same in dark mode; without it a shade of `color` that is seen there. */
  readonly darkColor?: string;
  readonly look?: Look;
  readonly font?: Font;
  readonly logo?: Logo;
  readonly hero?: Hero;
  readonly pages?: Readonly<Partial<Record<ShopPage, string>>>;
  readonly social?: Readonly<Partial<Record<Network, string>>>;
}

/** The logo: the address of a picture, and its size in CSS pixels. */
export interface Logo {
  readonly image: string;
  /** The same for dark grounds. */
  readonly darkImage?: string;
  readonly width: number;
  readonly height: number;
  /** True if the picture holds the shop's name, which is then not written beside it. */
  readonly namesShop: boolean;
}

/** A wide picture for the top of a message. */
export interface Hero {
  readonly image: string;
  /** The text in its place. */
  readonly alt: Localized;
}

/** Where all customers are asked for their reviews, whatever their score. */
export interface Reviews {
  readonly at: ReviewPlace;
  /** The page where a review is written; without it the page of the order. */
  readonly url?: string;
}
