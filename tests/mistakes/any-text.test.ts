import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessageFile } from '../../build/messages/source.ts';
import { parseJourney } from '../../src/journey/parsing/parse.ts';
import { readSegments } from '../../src/journey/parsing/segments.ts';
import { readStoreSettings, usualSettings } from '../../src/journey/parsing/store-settings.ts';
import { JourneyError, type Problem } from '../../src/journey/reading/problem.ts';
import { say, tell } from '../../src/journey/reading/saying.ts';
import { messages, sharedText, sound } from './shop.ts';

/** What hands slip to, and what word processors and Japanese input put in its place. */
const slips = [
  '：',
  '\u3000',
  '\t',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&',
  '*',
  '!',
  '|',
  '｛｛',
  '（',
  ': ',
  '\n',
  '  ',
];
const more = ['---', '<<: ', '? ', '%', '(', '\\', ',', '～', '\0', '\ufeff', '👍', 'null', '`', '@'];

const edits = fc.array(fc.record({ at: fc.nat(2000), cut: fc.nat(6), put: fc.constantFrom('', ...slips, ...more) }), {
  minLength: 1,
  maxLength: 4,
});
type Edits = readonly { readonly at: number; readonly cut: number; readonly put: string }[];

function edited(text: string, changes: Edits): string {
  return changes.reduce((written, { at, cut, put }) => {
    const place = at % (written.length + 1);
    return written.slice(0, place) + put + written.slice(place + cut);
  }, text);
}

/** The problems of a file, each of which has a place and words. */
function problemsIn(read: () => readonly Problem[]): readonly Problem[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof JourneyError) return error.problems;
    throw error;
  }
}

describe.each<[file: string, text: string, read: (text: string) => readonly Problem[]]>([
  ['journey.yaml', sound['survey/journey.yaml'] ?? '', readJourney],
  [
    'store.yaml',
    sharedText('store.yaml'),
    (text) => readStoreSettings(text, 'x', usualSettings(['en', 'ja'])).problems,
  ],
  ['segments.yaml', sharedText('segments.yaml'), (text) => readSegments(text, 'x').problems],
  ['a message', sound['cart/messages/reminder.ja.md'] ?? '', readMessage],
])('%s', (_, text, read) => {
  test('is read, or refused with place and words, whatever slips into it', () => {
    fc.assert(
      fc.property(edits, (changes) => {
        for (const { line, column, message } of problemsIn(() => read(edited(text, changes)))) {
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
          expect(tell(message)).not.toBe(String(say``));
        }
      }),
      { numRuns: 200 },
    );
  });
});

function readJourney(text: string): readonly Problem[] {
  parseJourney(text, { file: 'x', folder: 'survey', locales: ['en', 'ja'], messages, segments: [] });
  return [];
}

function readMessage(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  readMessageFile(text, (line, column, message, suggestion) => {
    problems.push({ file: 'x', line, column, text: '', sourceLine: '', message, suggestion });
  });
  return problems;
}
