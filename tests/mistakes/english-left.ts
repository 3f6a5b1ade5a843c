/**
 * English words side by side in a Japanese sentence: what no editor would print. Texts in quotes and in brackets, and
 * the names of keys, are what the author wrote or is to write, and count as no words.
 */
export function englishLeftIn(sentence: string): readonly string[] {
  const bare = sentence.replace(/marketing per day/g, '、').replace(/「[^」]*」|"[^"]*"|\[[^\]]*\]|\{[^}]*\}/g, '、');
  return bare.match(/[A-Za-z']+ [a-z']+(?: [a-z']+)*/g) ?? [];
}
