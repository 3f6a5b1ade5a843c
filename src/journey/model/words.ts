/** The languages in which journeys are explained. */
export const languages = ['en', 'ja'] as const;

export type Language = (typeof languages)[number];

/** A text in each language. */
export type Words = Readonly<Record<Language, string>>;
