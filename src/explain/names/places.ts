import type { Language } from '../../commerce/words.ts';
import type { LegalHours } from '../../policy/hours/legal-hours.ts';
import { own } from '../own.ts';

/** A place, and what its rule about hours is. */
export interface PlaceOfRule {
  readonly kind: LegalHours['kind'];
  /** ISO 3166-1 or ISO 3166-2. */
  readonly code: string;
}

/** The place of a rule about hours, by the rule's name `law of US-FL`; undefined for a shop's own. */
export function placeOfRule(name = ''): PlaceOfRule | undefined {
  const [, kind, code] = /^(law|guidance|caution) of ([A-Z]{2}(?:-[A-Z]{2})?)$/.exec(name) ?? [];
  return code === undefined ? undefined : { kind: kind as LegalHours['kind'], code }; // the pattern names all kinds
}

/** The states of the United States with hours of their own, which Intl does not name. */
const states: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'US-AL': { en: 'Alabama', ja: 'アラバマ州' },
  'US-CA': { en: 'California', ja: 'カリフォルニア州' },
  'US-CT': { en: 'Connecticut', ja: 'コネチカット州' },
  'US-FL': { en: 'Florida', ja: 'フロリダ州' },
  'US-IL': { en: 'Illinois', ja: 'イリノイ州' },
  'US-IN': { en: 'Indiana', ja: 'インディアナ州' },
  'US-KY': { en: 'Kentucky', ja: 'ケンタッキー州' },
  'US-LA': { en: 'Louisiana', ja: 'ルイジアナ州' },
  'US-MA': { en: 'Massachusetts', ja: 'マサチューセッツ州' },
  'US-MD': { en: 'Maryland', ja: 'メリーランド州' },
  'US-ME': { en: 'Maine', ja: 'メイン州' },
  'US-MI': { en: 'Michigan', ja: 'ミシガン州' },
  'US-MN': { en: 'Minnesota', ja: 'ミネソタ州' },
  'US-MS': { en: 'Mississippi', ja: 'ミシシッピ州' },
  'US-NJ': { en: 'New Jersey', ja: 'ニュージャージー州' },
  'US-NM': { en: 'New Mexico', ja: 'ニューメキシコ州' },
  'US-NV': { en: 'Nevada', ja: 'ネバダ州' },
  'US-OK': { en: 'Oklahoma', ja: 'オクラホマ州' },
  'US-OR': { en: 'Oregon', ja: 'オレゴン州' },
  'US-PA': { en: 'Pennsylvania', ja: 'ペンシルベニア州' },
  'US-RI': { en: 'Rhode Island', ja: 'ロードアイランド州' },
  'US-SD': { en: 'South Dakota', ja: 'サウスダコタ州' },
  'US-TX': { en: 'Texas', ja: 'テキサス州' },
  'US-UT': { en: 'Utah', ja: 'ユタ州' },
  'US-WA': { en: 'Washington', ja: 'ワシントン州' },
  'US-WY': { en: 'Wyoming', ja: 'ワイオミング州' },
};

/** A country by ISO 3166-1, or a state by ISO 3166-2; its code if nobody knows a name. */
export function placeName(code: string, language: Language): string {
  const name = own(states, code)?.[language];
  if (name !== undefined || code.includes('-')) return name ?? code;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
