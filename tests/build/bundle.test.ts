import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BundleError, bundleFunctions } from '../../build/bundle.ts';
import { loadJourneys } from '../../build/journeys.ts';
import type { Catalogue } from '../../src/contracts/catalogue.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { settings, journeys } = loadJourneys(path.resolve(import.meta.dirname, '../../statemachines'));
const text = { subject: 'Still there', preheader: '', html: '<p>Still there</p>', text: 'Still there' };
const catalogue: Catalogue = {
  settings,
  journeys: Object.fromEntries(
    journeys.map(({ rules }) => [rules.journey, { rules, messages: { hello: { locales: { en: text } } } }]),
  ),
};

/** Bundles functions of these sources. */
function bundle(name: string, sources: Record<string, string>) {
  const functionsDir = path.join(folder, name);
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(path.join(functionsDir, name), { recursive: true });
    writeFileSync(path.join(functionsDir, name, 'handler.ts'), source);
  }
  return bundleFunctions({ outDir: path.join(folder, `${name}.out`), catalogue, functionsDir });
}

const greet = `import catalogue from 'aftercart:catalogue';
export const handler = async (): Promise<string[]> => Object.keys(catalogue.journeys);`;
const deliver = `import messages from 'aftercart:messages';
export const handler = async (): Promise<string> => messages['abandoned-cart'].hello.locales.en.subject;`;

test('every function becomes one CommonJS file that runs by itself and knows the catalogue', async () => {
  const bundles = await bundle('two', { greet, deliver });
  expect(bundles.map(({ name }) => name)).toEqual(['deliver', 'greet']);
  const answers = bundles.map(({ dir }) => createRequire(import.meta.url)(dir).handler());
  expect(await Promise.all(answers)).toEqual(['Still there', ['abandoned-cart', 'post-purchase', 'review-request']]);
});

test('only a function that asks for messages carries them, beside its code', async () => {
  const [withMessages, without] = await bundle('messages', { greet, deliver });
  const messages = path.join('messages', 'abandoned-cart.json');
  expect(readFileSync(path.join(withMessages?.dir ?? '', messages), 'utf8')).toContain('Still there');
  expect(readFileSync(path.join(withMessages?.dir ?? '', 'index.js'), 'utf8')).not.toContain('Still there');
  expect(existsSync(path.join(without?.dir ?? '', 'messages'))).toBe(false);
});

test('bundling the same twice gives the same bytes', async () => {
  const read = async () => (await bundle('same', { greet })).map(({ dir }) => readFileSync(path.join(dir, 'index.js')));
  expect(await read()).toEqual(await read());
});

test('a bundle over 500 KB is refused by name', async () => {
  const large = `export const handler = () => ${JSON.stringify('x'.repeat(512_000))};`;
  await expect(bundle('large', { greet, large })).rejects.toThrow(BundleError);
  await expect(bundle('large', { greet, large })).rejects.toThrow(/over 500 KB: large \(501 KB\)/);
});
