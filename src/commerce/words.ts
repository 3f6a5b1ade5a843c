/** The languages that the documentation is written in. */
export const languages = ['en', 'ja'] as const;

export type Language = (typeof languages)[number];

/** A text in every one of them. */
export type Words = Readonly<Record<Language, string>>;

/** What a marketer reads of a noun. */
export interface NounWords<T extends string> {
  /** Its name, if a run can be about it. */
  readonly noun?: Words;
  /** Something else that its events carry, by the key in the event. */
  readonly parts?: Readonly<Record<string, Words>>;
  /** What happens at each event: follows "when …", and precedes 「…と」, 「…まで」 and 「…こと」. */
  readonly events: Readonly<Record<T, Words>>;
  /** The fields that a pattern asks about, by their path below the noun. */
  readonly fields?: Readonly<Record<string, Words>>;
  /** What an `if` asks about, by its path with spaces. */
  readonly askedAbout?: Readonly<Record<string, Words>>;
  /** What an `if` asks most, as people say it, by the JSON of its path and what is accepted. */
  readonly conditions?: Readonly<Record<string, Words>>;
}

/** What a marketer reads of a noun that a run can be about. */
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
