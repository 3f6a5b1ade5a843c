/** The texts of objects that are written over and over; empty until one is written first. */
const texts = new WeakMap<object, string>();

/** Lets {@link jsonText} keep the text of an object, which must not change until this is called again. */
export function keepText(value: object): void {
  texts.set(value, '');
}

/**
 * The text of an answer as JSON.stringify writes it, put together from the texts that are kept of its parts.
 * @param value plain JSON: members that are undefined are left out
 */
export function jsonText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const kept = texts.get(value);
  if (kept) return kept;
  if (kept === '') return writeFirst(value);
  if (Array.isArray(value)) return `[${value.map((member) => jsonText(member ?? null)).join()}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jsonText(member)}`).join()}}`;
}

function writeFirst(value: object): string {
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
