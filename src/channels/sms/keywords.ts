import type { Language } from '../../commerce/words.ts';

/** What AWS does when a text begins with a keyword, beside answering it. */
export type KeywordAction = 'OPT_OUT' | 'OPT_IN' | 'AUTOMATIC_RESPONSE';

/** A keyword to be registered for the shop's number. */
export interface Keyword {
  readonly word: string;
  readonly action: KeywordAction;
  /** Of its answer. */
  readonly language: Language;
}

/**
 * The keywords that AWS does not know by itself, so that it acts on them at once and answers them. AWS takes whatever begins
 * with a keyword for it: so no word that begins questions too, such as キャンセル or 解除, opts out here. Those
 * are left to {@link readInboundText}, which sees the whole text.
 */
export const keywords: readonly Keyword[] = [
  ...listed('OPT_OUT', 'en', 'STOPALL', 'REVOKE'),
  ...listed('OPT_OUT', 'ja', '停止', '配信停止', '配信解除'),
  ...listed('OPT_IN', 'en', 'START', 'UNSTOP'),
  ...listed('OPT_IN', 'ja', '再開', '配信再開'),
  ...listed('AUTOMATIC_RESPONSE', 'en', 'INFO'),
  ...listed('AUTOMATIC_RESPONSE', 'ja', 'ヘルプ', '使い方', '問い合わせ', 'お問い合わせ'),
];

function listed(action: KeywordAction, language: Language, ...words: readonly string[]): Keyword[] {
  return words.map((word) => ({ word, action, language }));
}
