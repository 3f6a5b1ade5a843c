import { expect } from 'vitest';

/**
 * English words side by side in a Japanese sentence: what no editor would print. Texts in quotes and in brackets, and
 * the names of keys, are what the author wrote or is to write, and count as no words.
 */
export function englishLeftIn(sentence: string): readonly string[] {
  const bare = sentence
    .replace(/(marketing )?per (day|week|month)|ignores caps/g, '、')
    .replace(/「[^」]*」|"[^"]*"|\[[^\]]*\]|\{[^}]*\}/g, '、');
  return bare.match(/[A-Za-z']+ [a-z']+(?: [a-z']+)*/g) ?? [];
}

/** Expects Japanese sentences behind the places of the lines. */
export function expectNoEnglish(lines: readonly string[]): void {
  for (const line of lines) {
    const sentence = line.replace(/^(?:警告: )?\S+ /, '');
    expect(sentence).toMatch(/[ぁ-ん]/);
    expect(englishLeftIn(sentence)).toEqual([]);
  }
}
