const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Extended_Pictographic}]/u;

/**
 * True for a character as wide as two others where widths are fixed: Chinese, Japanese, Korean, full-width forms,
 * emoji.
 */
export function isWide(character: string): boolean {
  return wide.test(character);
}

/** Characters that Japanese begins no line with. */
const clinging = /[、。，．）」』】〉》・：；？！ーぁぃぅぇぉっゃゅょァィゥェォッャュョ”)\].,:;!?]/;

/** Characters that stay with what follows them. */
const opening = /[（「『【〈《“([]/;

/**
 * Breaks a text into lines no wider than the room: between words and full-width characters, in a word if it must.
 * @param widthOf measures a text in the unit of the room
 */
export function wrap(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (widthOf((line + piece).trimEnd()) > room && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (widthOf(line.trimEnd()) > room) {
      const head = headOf(line, room, widthOf);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** The pieces that should not be broken: words with the space behind them, full-width characters. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const character of text) {
    const last = pieces.at(-1) ?? ' ';
    const before = [...last].at(-1) ?? '';
    const apart = isWide(character) || isWide(before) || /[\s.-]/.test(before);
    if ((apart && !clinging.test(character) && !opening.test(before)) || pieces.length === 0) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}

/** As many characters as there is room for, one at least. */
function headOf(text: string, room: number, widthOf: (text: string) => number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && widthOf(head + character) > room) break;
    head += character;
  }
  return head;
}
