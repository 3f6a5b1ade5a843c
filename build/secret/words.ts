import type { Language } from '../../src/commerce/words.ts';

/** What the commands about the keys of links say. */
interface SecretWords {
  readonly signs: (key: string) => string;
  /** @param day such as 2026-03-02 */
  readonly validUntil: (key: string, day: string) => string;
  /** What rotating the key does to the links that were sent. */
  readonly consequence: (stage: string, keepDays: number) => string;
  readonly question: string;
  readonly voidAtOnce: string;
}

export const secretWords: Readonly<Record<Language, SecretWords>> = {
  en: {
    signs: (key) => `Key ${key} signs links.`,
    validUntil: (key, day) => `Links of key ${key} are valid until ${day}.`,
    consequence: (stage, keepDays) =>
      keepDays === 0
        ? `No link that the stage ${stage} has sent so far will work, not even to unsubscribe.`
        : `Links that the stage ${stage} has sent so far will work for ${keepDays} more days.`,
    question: 'Rotate the key? Type yes: ',
    voidAtOnce: 'Running functions have the old key in memory. Replace them now:',
  },
  ja: {
    signs: (key) => `これからのリンクは、キー ${key} で署名します。`,
    validUntil: (key, day) => `キー ${key} のリンクは、${day} まで使えます。`,
    consequence: (stage, keepDays) =>
      keepDays === 0
        ? `ステージ ${stage} がこれまでに送ったリンクは、配信停止も含めてすべて使えなくなります。`
        : `ステージ ${stage} がこれまでに送ったリンクは、あと${keepDays}日使えます。`,
    question: 'キーを更新しますか？ yes と入力してください：',
    voidAtOnce: '動作中の関数は、以前のキーをメモリに保持しています。次のコマンドで、ただちに置き換えてください。',
  },
};
