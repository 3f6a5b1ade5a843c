/** Characters that move a terminal's cursor, colour it, or turn the direction of its text. */
const controls = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text for a terminal: what would control the terminal is shown by its code, such as \u001b. Its lines and tabs stay. */
export function visible(text: string): string {
  return text.replace(controls, (found) => (found === '\n' || found === '\t' ? found : codeOf(found)));
}

/** As {@link visible}, for a part of a line: a line break in it is shown by its code too. */
export function visibleLine(text: string): string {
  return text.replace(controls, codeOf);
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
