const place = '…';

/** What holds an at sign, also as a URL spells it. It begins where a word does, so that long words are read once. */
const mailbox = /(?<![^\s<>()"'=?&:;,])[^\s<>()"'=?&:;,]*(?:@|%40)[^\s<>()"'&;,]*/giu;

/** An address of Latin letters: where words stand without spaces, as in Japanese, the sentence around it stays. */
const latinMailbox = /(?<![\w.!#$*+/^`{|}~-])[\w.!#$*+/^`{|}~-]+(?:@|%40)[\w.-]*\w/giu;

/** Ten digits or more, or seven after a plus sign, with what people write between them. */
const phone = /(?:[+＋]|%2B)\p{Nd}(?:[\s().\-/‐-―−ー・]{0,3}\p{Nd}){6,}|\p{Nd}(?:[\s().\-/‐-―−ー・]{0,3}\p{Nd}){9,}/giu;

/**
 * What can hardly be anything else in an id: seven digits after a plus sign, and ten or eleven from a zero on. Ids and versions
 * are made of digits themselves.
 */
const phoneInId =
  /(?:[+＋]|%2B)\p{Nd}(?:[\s().\-/‐-―−ー・]{0,3}\p{Nd}){6,}|(?<![\p{L}\p{Nd}])[0０][1-9１-９](?:[\s().\-‐-―−ー・]?\p{Nd}){8,9}(?![\p{L}\p{Nd}])/giu;

/** The text with a dot of ellipsis in the place of every e-mail address and phone number. */
export function withoutAddresses(text: string): string {
  return without(text, [mailbox, phone]);
}

/** The same of sentences, in any language. */
export function sentencesWithoutAddresses(text: string): string {
  return without(text, [latinMailbox, mailbox, phone]);
}

/** The same of an id or a version, which may be a long number. */
export function idWithoutAddresses(id: string): string {
  return without(id, [mailbox, phoneInId]);
}

function without(text: string, forms: readonly RegExp[]): string {
  const plain = text.normalize('NFKC');
  const bare = forms.reduce((left, form) => left.replace(form, place), plain);
  return bare === plain ? text : bare;
}
