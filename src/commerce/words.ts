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
  'total.amount': { en: 'total', ja: '合計金額' },
  'total.currency': { en: 'currency', ja: '通貨' },
  name: { en: 'name', ja: '名前' },
};
