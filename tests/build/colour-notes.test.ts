import { expect, test } from 'vitest';
import { colourNotes } from '../../build/messages/colour-notes.ts';
import { store } from '../templates/store.fixture.ts';

const notes = (colours: object) => colourNotes({ ...store.brand, ...colours }).map(({ message }) => String(message));

test('a colour that is read as it is needs no note', () => {
  expect(notes({ color: '#1a6b52', darkColor: '#7cc4a8' })).toEqual([]);
});

test('a colour that is too pale is noted, with the shades that take its place', () => {
  expect(notes({ color: '#ffd400' })).toEqual([
    expect.stringMatching(
      /^color #ffd400 is only 1\.4:1 on #ffffff, too little for text: links are #[0-9a-f]{6}, edges of buttons are #[0-9a-f]{6}; the text on buttons is #111111$/,
    ),
  ]);
});

test('a dark colour that sinks into the card is noted, too', () => {
  expect(notes({ darkColor: '#222222' })).toEqual([
    expect.stringMatching(/^dark color #222222 is only 1\.0:1 on #21201d/),
  ]);
});
