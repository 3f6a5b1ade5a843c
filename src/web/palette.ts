import { inkOn, leastContrast, readable } from './colours.ts';

/** The colours of a mail or a page, in light or in dark. */
export interface Palette {
  /** The ground, and the card on it. */
  readonly page: string;
  readonly card: string;
  /** Boxes on the card, such as a coupon. */
  readonly box: string;
  readonly ink: string;
  /** Less important text. */
  readonly soft: string;
  /** A line between things, and the edge of what can be clicked. */
  readonly line: string;
  readonly edge: string;
  readonly button: string;
  readonly onButton: string;
  /** The button's edge: its own colour, unless that is hardly seen on the card. */
  readonly buttonEdge: string;
  /** Links in texts, and headings of blocks. */
  readonly link: string;
}

export interface BrandColours {
  /** #rgb or #rrggbb. */
  readonly color: string;
  readonly darkColor?: string;
}

const lightGrounds = { page: '#f3f1ec', card: '#ffffff', box: '#f7f5f0' };
const lightInks = { ink: '#26241f', soft: '#635f57', line: '#e7e4dc', edge: '#8a8578' };
const darkGrounds = { page: '#161614', card: '#21201d', box: '#2b2a26' };
const darkInks = { ink: '#efece4', soft: '#aeaa9f', line: '#3a3832', edge: '#8f8a7e' };

/** Coloured text on a dark ground tires the eye sooner. */
const linksInDark = 6;

/**
 * The colours of the shop in light and in dark. Buttons have the brand's colour, and texts on them whichever of black
 * and white is read on it; links have it where it is read on the card, else a darker or lighter shade. In dark a colour
 * that would sink into the card is made lighter, unless the shop names one.
 */
export function palettesOf({ color, darkColor }: BrandColours): { readonly light: Palette; readonly dark: Palette } {
  const inDark = darkColor ?? readable(color, darkGrounds.card, leastContrast.edge);
  return {
    light: { ...lightGrounds, ...lightInks, ...brandColours(color, lightGrounds, leastContrast.text) },
    dark: { ...darkGrounds, ...darkInks, ...brandColours(inDark, darkGrounds, linksInDark) },
  };
}

/** Links are on the card and on boxes, which are the nearer to the colour of the link. */
function brandColours(color: string, { card, box }: Pick<Palette, 'card' | 'box'>, links: number) {
  return {
    button: color,
    onButton: inkOn(color),
    buttonEdge: readable(color, card, leastContrast.edge),
    link: readable(color, box, links),
  };
}
