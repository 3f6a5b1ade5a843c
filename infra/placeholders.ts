/** What stands in an example for something of the shop's own, and what belongs there. */
const placeholders: readonly (readonly [pattern: RegExp, belongs: string])[] = [
  [/YOUR[-_]SHOP|(?<=^https:\/\/)your[-_]shop(?=\/?$)/, 'your shop’s domain'],
  [/\bNAME\b/, 'your shop’s name'],
  [/…|\.{3}/, 'the rest'],
  [/<[^<>]+>/, 'your own'],
];

/** A text in the settings that still has the example's placeholder. */
export interface Placeholder {
  /** Where it is in the settings: `pages`, `checkout`. */
  readonly path: readonly string[];
  readonly text: string;
  readonly placeholder: string;
  /** What belongs there instead. */
  readonly belongs: string;
}

/** The first placeholder in settings, at any depth; undefined when there is none. */
export function placeholderIn(settings: unknown, path: readonly string[] = []): Placeholder | undefined {
  if (typeof settings === 'string') return inText(settings, path);
  if (typeof settings !== 'object' || settings === null) return undefined;
  for (const [name, value] of Object.entries(settings)) {
    const found = placeholderIn(value, [...path, name]);
    if (found) return found;
  }
  return undefined;
}

function inText(text: string, path: readonly string[]): Placeholder | undefined {
  for (const [pattern, belongs] of placeholders) {
    const [placeholder] = pattern.exec(text) ?? [];
    if (placeholder !== undefined) return { path, text, placeholder, belongs };
  }
  return undefined;
}
