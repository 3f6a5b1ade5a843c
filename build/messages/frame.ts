import { Liquid } from 'liquidjs';
import { type Font, networks, type ShopPage, shopPages } from '../../src/model/brand.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { localized } from '../../src/templates/locale.ts';
import { type Palette, palettesOf } from '../../src/web/palette.ts';

/** An address with the words that lead there. */
interface NamedLink {
  readonly name: string;
  readonly url: string;
}

/** What layout.mjml, the looks and the partials are filled in with at build time, between [[ ]] and [% %]. */
export interface FrameData {
  readonly locale: string;
  /** True for a message in Japanese. */
  readonly ja: boolean;
  readonly look: 'letter' | 'card' | 'catalogue';
  /** The value of `font-family`. */
  readonly font: string;
  readonly light: Palette;
  readonly dark: Palette;
  readonly brand: { readonly name: string; readonly url: string };
  readonly logo: StoreSettings['brand']['logo'] | null;
  readonly hero: { readonly image: string; readonly alt: string } | null;
  readonly pages: readonly NamedLink[];
  readonly social: readonly NamedLink[];
}

const frame = new Liquid({
  outputDelimiterLeft: '[[',
  outputDelimiterRight: ']]',
  tagDelimiterLeft: '[%',
  tagDelimiterRight: '%]',
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
});

/** Fills a piece of the layout in. Its Liquid for the moment of sending, {{ }} and {% %}, is hidden by then. */
export function fillIn(text: string, data: object): string {
  return frame.parseAndRenderSync(text, data);
}

/** The data of one language's frame. */
export function frameData({ brand }: Pick<StoreSettings, 'brand'>, locale: string): FrameData {
  const language = locale.startsWith('ja') ? 'ja' : 'en';
  return {
    locale,
    ja: language === 'ja',
    look: brand.look ?? 'card',
    font: fontStacks[brand.font ?? 'sans'][language],
    ...palettesOf(brand),
    brand: { name: localized(brand.name, locale), url: brand.url },
    logo: brand.logo ?? null,
    hero: brand.hero ? { image: brand.hero.image, alt: localized(brand.hero.alt, locale) } : null,
    pages: shopPages.flatMap((page) => named(brand.pages?.[page], pageNames[page][language])),
    social: Object.entries(networks).flatMap(
      ([network, name]) => named(brand.social?.[network as keyof typeof networks], name), // the keys of a const object
    ),
  };
}

function named(url: string | undefined, name: string): NamedLink[] {
  return url === undefined ? [] : [{ name, url }];
}

const pageNames: Readonly<Record<ShopPage, Readonly<Record<'en' | 'ja', string>>>> = {
  products: { en: 'All products', ja: '商品一覧' },
  new: { en: 'New', ja: '新着商品' },
  popular: { en: 'Popular', ja: '人気の商品' },
  guide: { en: 'Shopping guide', ja: 'ご利用ガイド' },
  account: { en: 'Your account', ja: 'マイページ' },
};

/** Fonts that Windows, macOS, iOS and Android have; a mail cannot bring its own to all programs. */
const fontStacks: Readonly<Record<Font, Readonly<Record<'en' | 'ja', string>>>> = {
  sans: {
    en: "'Segoe UI', 'Helvetica Neue', Helvetica, Arial, sans-serif",
    ja: "'Hiragino Sans', 'Hiragino Kaku Gothic ProN', 'Yu Gothic', Meiryo, sans-serif",
  },
  serif: {
    en: "Georgia, 'Times New Roman', serif",
    ja: "'Hiragino Mincho ProN', 'Yu Mincho', 'MS PMincho', serif",
  },
  rounded: {
    en: "'Trebuchet MS', Verdana, sans-serif",
    ja: "'Hiragino Maru Gothic ProN', 'BIZ UDPGothic', Meiryo, sans-serif",
  },
};
