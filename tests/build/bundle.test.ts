import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { BundleError, bundleFunctions } from '../../build/bundle.ts';
import { loadJourneys } from '../../build/journeys.ts';
import { caught } from '../../build/slim-sdk.ts';
import { setUps } from '../../src/connectors/set-ups.ts';
import type { Catalogue } from '../../src/model/catalogue.ts';
import { failures } from '../../src/model/failures.ts';
import { callServices } from './aws-calls.fixture.ts';
import { endpointsIn, refusedEndpoints } from './aws-endpoints.fixture.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { settings, segments, journeys } = loadJourneys(path.resolve(import.meta.dirname, '../../statemachines'));
const text = { subject: 'Still there', preheader: '', html: '<p>Still there</p>', text: 'Still there' };
const catalogue: Catalogue = {
  settings,
  segments,
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
  expect(await Promise.all(answers)).toEqual(['Still there', Object.keys(catalogue.journeys)]);
});

test('only a function that asks for messages carries them, beside its code', async () => {
  const [withMessages, without] = await bundle('messages', { greet, deliver });
  const messages = path.join('messages', 'abandoned-cart.json');
  expect(readFileSync(path.join(withMessages?.dir ?? '', messages), 'utf8')).toContain('Still there');
  expect(readFileSync(path.join(withMessages?.dir ?? '', 'index.js'), 'utf8')).not.toContain('Still there');
  expect(existsSync(path.join(without?.dir ?? '', 'messages'))).toBe(false);
});

test('the numbering plans are beside the code, and are read for the first phone number', async () => {
  const phone = path.resolve(import.meta.dirname, '../../src/commerce/values/phone.ts');
  const read = `import { normalisePhone } from '${phone}';
    export const handler = (text: string, country: string) => normalisePhone(text, country);`;
  const [dial] = await bundle('phones', { dial: read, greet });
  const dir = dial?.dir ?? '';
  const { handler } = createRequire(import.meta.url)(dir);
  expect(handler('090-1234-5678', 'JP')).toBe('+819012345678');
  expect(handler('+44 (0)20 7946 0958', 'JP')).toBe('+442079460958');
  expect(readFileSync(path.join(dir, 'index.js'), 'utf8').length).toBeLessThan(60 * 1024);
  expect(existsSync(path.join(path.dirname(dir), 'greet', 'phone-metadata.json'))).toBe(false);
});

test('bundling the same twice gives the same bytes', async () => {
  const read = async () => (await bundle('same', { greet })).map(({ dir }) => readFileSync(path.join(dir, 'index.js')));
  expect(await read()).toEqual(await read());
});

test('a bundle over 550 KB is refused by name', async () => {
  const large = `export const handler = () => ${JSON.stringify('x'.repeat(563_200))};`;
  await expect(bundle('large', { greet, large })).rejects.toThrow(BundleError);
  await expect(bundle('large', { greet, large })).rejects.toThrow(/over 550 KB: large \(551 KB\)/);
});

/** A function that calls every AWS service that the functions call. */
const call = `export { callServices as handler } from '${path.join(import.meta.dirname, 'aws-calls.fixture.ts')}';`;

test('every AWS client sends and understands the same in a bundle as outside, for all that is left out', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21) });
  onTestFinished(() => void vi.useRealTimers());
  const [bundled] = await bundle('calls', { call });
  const seen = await createRequire(import.meta.url)(bundled?.dir ?? '').handler();
  expect(seen).toHaveLength(16); // eight requests, eight refusals
  expect(seen).toEqual(await callServices());
});

test('a bundled client names each refusal as one outside does, also one whose class is left out', async () => {
  const [bundled] = await bundle('refusals', { call });
  const { handler } = createRequire(import.meta.url)(bundled?.dir ?? '');
  const names = new Set(Object.values(failures).flatMap((known) => Object.keys(known)));
  expect(names.size).toBeGreaterThan(30);
  for (const name of names) expect(refusalsIn(await handler(name)), name).toEqual(refusalsIn(await callServices(name)));
});

test('every error that src/ catches by its class keeps its class', () => {
  const sources = globSync('src/**/*.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
  const named = sources.flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-/g)]);
  const values = named.flatMap(([, names = '']) => names.split(',').map((name) => name.trim())).filter(Boolean);
  const errors = values.filter((name) => !/^type |(Command|Client)$|^[a-z]/.test(name));
  expect(errors).toContain('TaskTimedOut');
  expect(errors.filter((name) => !caught.includes(name))).toEqual([]);
});

/** A function that asks every client for the endpoint that it calls. */
const ask = `export { endpointsIn as handler, refusedEndpoints } from '${path.join(import.meta.dirname, 'aws-endpoints.fixture.ts')}';`;

test('a bundled client calls the endpoint that the SDK calls, in every Region of every partition', async () => {
  const sdk = 'node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const named = readFileSync(path.join(root, sdk), 'utf8').matchAll(/"([a-z]+(?:-[a-z]+)+-\d+)": \{/g);
  const regions = [...named].flatMap(([, region]) => region ?? []);
  expect(regions.length).toBeGreaterThan(40);
  const [bundled] = await bundle('endpoints', { ask });
  const { handler, refusedEndpoints: refused } = createRequire(import.meta.url)(bundled?.dir ?? '');
  expect(handler([...regions, 'xx-new-1'])).toEqual(endpointsIn([...regions, 'xx-new-1']));
  expect(handler([undefined])).toEqual(endpointsIn([undefined]));
  expect(refused()).toEqual(refusedEndpoints().map(() => expect.stringMatching(/is left out of the bundles/)));
});

/** The refusals by themselves: what callers go by. */
function refusalsIn(seen: readonly unknown[]): unknown[] {
  return seen.filter((one) => typeof one === 'object' && one !== null && 'name' in one);
}

test('a bundle holds the operations that it calls, and nothing of the SDK that Lambda never runs', async () => {
  const [called] = await bundle('calls', { call });
  const code = readFileSync(path.join(called?.dir ?? '', 'index.js'), 'utf8');
  expect(code).toContain('/v2/email/outbound-emails');
  for (const leftOut of leftOuts) expect(code).not.toContain(leftOut);
  expect(code.match(/keptCopy/g)).toHaveLength(3); // in the middleware of serialization, deserialization and endpoints
});

/** One text of each thing that is left out: when one is back, the SDK has it elsewhere than build/slim-sdk.ts says. */
const leftOuts = [
  '/v2/email/contact-lists', // an operation of SES that nobody calls
  'devDependencies', // the package.json of a client
  ':event-type', // event streams
  'Int64 buffers', // the signing of events
  'mnemonist', // the cache of discovered endpoints
  'Neither CRT nor JS', // the signing for many regions
  '1116352408', // SHA-256 in JavaScript
  '1732584193', // MD5 in JavaScript
  'Cape Town', // the Regions of each partition
  'supportsFIPS"', // the rules by which a client finds its endpoint
  'calculateTimeWindow', // retries that slow a client down
  'AWS_CONFIG_FILE', // settings in ~/.aws
  'latest/meta-data', // settings of an EC2 instance
];

const platforms = `import { connectors } from '${path.resolve(import.meta.dirname, '../../src/connectors/connectors.ts')}';
export const handler = async (): Promise<string[]> => [...connectors.keys()];`;

test('a function that knows the platforms carries neither how they are set up nor samples of their deliveries', async () => {
  const [bundled] = await bundle('platforms', { platforms });
  const code = readFileSync(path.join(bundled?.dir ?? '', 'index.js'), 'utf8');
  expect(code.includes('fulfillment_events/create')).toBe(true);
  for (const { about, steps, limits = [] } of setUps.values())
    for (const { en, ja } of [about, ...steps, ...limits])
      expect([en, ja].filter((text) => code.includes(text))).toEqual([]);
  expect(/mail\.example\.com/.test(code)).toBe(false);
});

const facts = `import { nounFacts } from '${path.resolve(import.meta.dirname, '../../src/commerce/nouns.ts')}';
export const handler = async (): Promise<string[]> => Object.keys(nounFacts);`;

test('a function that knows the facts of the nouns carries neither their schemas nor their words and samples', async () => {
  const [bundled] = await bundle('nouns', { facts });
  const code = readFileSync(path.join(bundled?.dir ?? '', 'index.js'), 'utf8');
  expect(code).toContain('order.cancelled');
  expect(code).not.toMatch(/[ぁ-ん]|example\.com|Zod/);
});
