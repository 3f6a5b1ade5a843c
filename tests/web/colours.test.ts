import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, inkOn, readable } from '../../src/web/colours.ts';
import { palettesOf } from '../../src/web/palette.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test.each([
  ['#000', '#fff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#1a6b52', '#ffffff', 6.4],
  ['#ffd400', '#ffffff', 1.43],
  ['#abc', '#aabbcc', 1],
])('%s on %s has the contrast %f', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1);
  expect(contrast(other, one)).toBe(contrast(one, other));
});

test.each([
  ['#1a6b52', '#ffffff'],
  ['#000', '#ffffff'],
  ['#9c4a2f', '#ffffff'],
  ['#ffd400', '#111111'],
  ['#FFF', '#111111'],
  ['#777777', '#000000'],
  ['rebeccapurple', '#ffffff'],
])('on %s one reads %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink);
});

test('text on any colour is read', () => {
  fc.assert(fc.property(colour, (color) => contrast(inkOn(color), color) >= 4.5));
});

test('a colour that is read already stays as it is', () => {
  expect(readable('#1a6b52', '#ffffff', 4.5)).toBe('#1a6b52');
});

test('every text of every brand is read in light and in dark, and every button is seen', () => {
  fc.assert(
    fc.property(colour, fc.option(colour, { nil: undefined }), (color, darkColor) => {
      for (const palette of Object.values(palettesOf({ color, ...(darkColor !== undefined && { darkColor }) }))) {
        const { page, card, box, ink, soft, link, button, onButton, buttonEdge, edge } = palette;
        for (const ground of [page, card, box]) {
          expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
          expect(contrast(soft, ground)).toBeGreaterThanOrEqual(4.5);
        }
        for (const ground of [card, box]) expect(contrast(link, ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(onButton, button)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(buttonEdge, card)).toBeGreaterThanOrEqual(3);
        expect(contrast(edge, card)).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});
