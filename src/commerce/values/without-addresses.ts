const place = '…';

/** What holds an at sign, also as a URL spells it. */
const mailbox = /[^\s<>()"'=?&:;,]*(?:@|%40)[^\s<>()"'&;,]*/giu;

/** Ten digits or more, or seven after a plus sign, with what people write between them. */
const phone = /(?:\+|%2B)\d(?:[\s().\-/]{0,3}\d){6,}|\d(?:[\s().\-/]{0,3}\d){9,}/giu;

/** The text with a dot of ellipsis in the place of every e-mail address and phone number. */
export function withoutAddresses(text: string): string {
  const plain = text.normalize('NFKC');
  const bare = plain.replace(mailbox, place).replace(phone, place);
  return bare === plain ? text : bare;
}
