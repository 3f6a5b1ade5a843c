import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const [english, japanese] = [read('README.md'), read('README.ja.md')];

/** What stands between ``` fences, without comments. */
const codeOf = (text: string) =>
  [...text.matchAll(/^```\w+\n(.*?)^```/gms)].map(([, code = '']) => code.replace(/ +# .*$/gm, '').trim());

/** The commands and paths that a text names. */
const namedIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words).sort();
const linksIn = (text: string) =>
  [...text.matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g)].map(([, link = '', source = '']) => link + source).sort();

/** The first cell of each row of the second table: the figures. */
const figuresOf = (text: string) => {
  const [, table = ''] = text.split(/\n\n/).filter((part) => part.startsWith('|'));
  return table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1]?.trim());
};

it('the two READMEs show the same commands, journey, figures, pictures and pages', () => {
  expect(codeOf(japanese)).toEqual(codeOf(english));
  expect(codeOf(english)).toHaveLength(4);
  expect(figuresOf(japanese)).toEqual(figuresOf(english));
  expect(figuresOf(english)).toHaveLength(6);
  expect(namedIn(japanese)).toEqual(namedIn(english));
  const inEnglish = (link: string) =>
    link
      .replace('guide/ja.md', 'guide/en.md')
      .replace('imports.ja.md', 'imports.md')
      .replace('README.md', 'README.ja.md');
  expect(linksIn(japanese).map(inEnglish).sort()).toEqual(linksIn(english));
});

it('the journey of the README is the one that is shipped, without its comments', () => {
  const shipped = read('statemachines/abandoned-cart/journey.yaml')
    .replace(/^ *#.*\n/gm, '')
    .replace(/ +#.*$/gm, '')
    .replace(/^\n+/gm, '');
  const [, journey = ''] = codeOf(english);
  const steps = (text: string) => text.slice(text.indexOf('purpose:')).trim();
  expect(steps(journey)).toBe(steps(shipped));
});
