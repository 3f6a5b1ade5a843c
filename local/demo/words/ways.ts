import type { Language, Words } from '../../../src/commerce/words.ts';
import type { SilentWay } from '../../../src/insight/silence.ts';

/** The heads of columns that count messages by the way that they would have gone. */
const names: Readonly<Record<SilentWay, Words>> = {
  email: { en: 'e-mail', ja: 'メール' },
  sms: { en: 'SMS', ja: 'SMS' },
  several: { en: 'several', ja: '複数' },
  none: { en: 'none chosen', ja: '未選択' },
};

export function wayName(way: SilentWay, language: Language): string {
  return names[way][language];
}
