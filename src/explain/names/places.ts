import type { Language } from '../../commerce/words.ts';
import { own } from '../own.ts';

/** The place whose law or guidance a rule about hours is, by the rule's name `law of US-FL`; undefined for a shop's own. */
export function placeOfRule(name = ''): { readonly kind: 'law' | 'guidance'; readonly code: string } | undefined {
  const [, kind, code] = /^(law|guidance) of ([A-Z]{2}(?:-[A-Z]{2})?)$/.exec(name) ?? [];
  return code === undefined ? undefined : { kind: kind === 'law' ? 'law' : 'guidance', code };
}

/** The states of the United States with hours of their own, which Intl does not name. */
const states: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'US-AL': { en: 'Alabama', ja: 'アラバマ州' },
  'US-CT': { en: 'Connecticut', ja: 'コネチカット州' },
  'US-FL': { en: 'Florida', ja: 'フロリダ州' },
  'US-KY': { en: 'Kentucky', ja: 'ケンタッキー州' },
  'US-LA': { en: 'Louisiana', ja: 'ルイジアナ州' },
  'US-MA': { en: 'Massachusetts', ja: 'マサチューセッツ州' },
  'US-MD': { en: 'Maryland', ja: 'メリーランド州' },
  'US-MI': { en: 'Michigan', ja: 'ミシガン州' },
  'US-MN': { en: 'Minnesota', ja: 'ミネソタ州' },
  'US-MS': { en: 'Mississippi', ja: 'ミシシッピ州' },
  'US-NJ': { en: 'New Jersey', ja: 'ニュージャージー州' },
  'US-NM': { en: 'New Mexico', ja: 'ニューメキシコ州' },
  'US-NV': { en: 'Nevada', ja: 'ネバダ州' },
  'US-OK': { en: 'Oklahoma', ja: 'オクラホマ州' },
  'US-RI': { en: 'Rhode Island', ja: 'ロードアイランド州' },
  'US-TX': { en: 'Texas', ja: 'テキサス州' },
  'US-WA': { en: 'Washington', ja: 'ワシントン州' },
};

/** A country by ISO 3166-1, or a state by ISO 3166-2; its code if nobody knows a name. */
export function placeName(code: string, language: Language): string {
  const name = own(states, code)?.[language];
  if (name !== undefined || code.includes('-')) return name ?? code;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
