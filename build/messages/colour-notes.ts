import type { ColourKey } from '../../src/journey/parsing/store-settings.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import type { Brand } from '../../src/model/brand.ts';
import { contrast, leastContrast } from '../../src/web/colours.ts';
import { type Palette, palettesOf } from '../../src/web/palette.ts';

/** What was done about a colour of the brand, in a sentence. */
interface ColourNote {
  readonly key: ColourKey;
  readonly message: Saying;
}

/** What was done about colours of the brand that cannot be read or seen as they are. */
export function colourNotes(brand: Brand): ColourNote[] {
  const { light, dark } = palettesOf(brand);
  return [...notesOf('color', light), ...(brand.darkColor === undefined ? [] : notesOf('dark color', dark))];
}

function notesOf(key: ColourKey, { button, onButton, link, buttonEdge, card }: Palette): ColourNote[] {
  const onCard = contrast(button, card);
  const ratio = `${onCard.toFixed(1)}:1`;
  if (onCard >= leastContrast.text) return [];
  const edge = onCard < leastContrast.edge ? say`, edges of buttons are ${buttonEdge}` : '';
  const message = say`${key} ${button} is only ${ratio} on ${card}, too little for text: links are ${link}${edge}; the text on buttons is ${onButton}`;
  return [{ key, message }];
}
