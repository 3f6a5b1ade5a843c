import type { Language } from '../../commerce/words.ts';
import type { Basis } from '../../model/basis.ts';
import { englishRule, japaneseDays, japaneseRule } from './hour-rules.ts';

type Setting = NonNullable<Basis['setting']>;

/** The words that say why a message went, and why at that time. */
export interface SentWords {
  /** What began its run. @param event a clause */
  readonly began: (moment: string, event: string | undefined) => string;
  /** That the customer's clock and agreement allowed it. @param clock the clock's name, and where it was taken from */
  readonly allowed: (hour: string, clock: string, rule: string, isMarketing: boolean) => string;
  /** The clock's name, and what it was inferred from. */
  readonly clock: (name: string, from: Basis['zoneFrom']) => string;
  /** The hours that allowed it. */
  readonly rule: (setting: Setting) => string;
  /** That it went by the channel that its step prefers. */
  readonly preferred: string;
}

type ZoneSource = NonNullable<Basis['zoneFrom']>;

const englishSources: Readonly<Record<ZoneSource, string>> = {
  told: 'the customer’s own time zone',
  phone: 'taken from the phone number’s region',
  country: 'taken from the customer’s country',
  shop: 'the shop’s own, because nothing shows where the customer is',
};

const english: SentWords = {
  began: (moment, event) => `The journey began on ${moment}${event === undefined ? '' : `: ${event}`}.`,
  allowed: (hour, clock, rule, isMarketing) =>
    isMarketing
      ? `The customer had agreed to advertising, and it was ${hour} on their clock (${clock}): ${rule}.`
      : `It was ${hour} on the customer’s clock (${clock}): ${rule}.`,
  clock: (name, from) => (from === undefined ? name : `${name}, ${englishSources[from] ?? from}`),
  rule: (setting) => {
    if (setting.name === 'hours.not on') return `no day on which the shop sends nothing (${setting.value})`;
    if (setting.name !== 'quiet hours') return `${englishRule(setting)} messages then`;
    const [from, to] = String(setting.value).split('–');
    return to === undefined ? 'outside the quiet hours' : `outside the quiet hours from ${from} to ${to}`;
  },
  preferred: 'This is the channel that its step prefers.',
};

const japaneseSources: Readonly<Record<ZoneSource, string>> = {
  told: 'お客様のタイムゾーン',
  phone: '電話番号の地域から判断',
  country: 'お客様の国から判断',
  shop: 'お客様の所在地が不明なため店舗の時刻',
};

const japanese: SentWords = {
  began: (moment, event) =>
    event === undefined
      ? `${moment}にジャーニーが始まりました。`
      : `${moment}に${event}ため、ジャーニーが始まりました。`,
  allowed: (hour, clock, rule, isMarketing) =>
    `${isMarketing ? '販促のご案内に同意をいただいており、' : ''}お客様の現地時刻の${hour}（${clock}）は、${rule}。`,
  clock: (name, from) => (from === undefined ? name : `${name}、${japaneseSources[from] ?? from}`),
  rule: (setting) => {
    if (setting.name === 'hours.not on') {
      return `店舗が販促のご案内をお送りしない日（${japaneseDays(String(setting.value))}）に当たりませんでした`;
    }
    if (setting.name !== 'quiet hours') return `${japaneseRule(setting)}でお送りできる時間でした`;
    const [from, to] = String(setting.value).split('–');
    return `販促のご案内を控える時間帯${to === undefined ? '' : `（${from}から${to}まで）`}の外でした`;
  },
  preferred: 'このステップで優先するチャネルです。',
};

/** The words about a message that went, in each language. */
export const sentWords: Readonly<Record<Language, SentWords>> = { en: english, ja: japanese };
