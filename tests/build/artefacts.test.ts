import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { artefactsOf, staleArtefacts, writeArtefacts } from '../../build/artefacts.ts';
import { indexRows } from '../../build/docs/journey-index.ts';
import { transitionRows } from '../../build/docs/transitions.ts';
import { loadJourneys } from '../../build/journeys.ts';
import { eventTypes } from '../../src/commerce/events.ts';
import { eventExamples } from '../../src/commerce/examples.ts';
import { parseStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { printMachine } from '../../src/journey/compiling/compile.ts';
import { longestWay, transitionBudget } from '../../src/journey/machine/transitions.ts';
import { JourneyError } from '../../src/journey/reading/problem.ts';
import { reportTransitions } from '../bench/transitions.ts';
import { intake } from '../fixtures/events.ts';
import { aslProblems } from '../journey/asl.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { journeys } = loadJourneys(path.join(root, 'statemachines'));
const copy = mkdtempSync(path.join(tmpdir(), 'aftercart-'));
cpSync(path.join(root, 'statemachines'), path.join(copy, 'statemachines'), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true }));

describe('a generated file', () => {
  test('is committed and up to date (if not: npm run build)', () => {
    expect(staleArtefacts(root, artefactsOf(root))).toEqual([]);
  });

  test('is missed when it is not there, and written by the build', () => {
    const artefacts = artefactsOf(copy);
    expect(staleArtefacts(copy, artefacts)).toContain('docs/events.md');
    writeArtefacts(copy, artefacts);
    expect(staleArtefacts(copy, artefacts)).toEqual([]);
  });

  test('is stale when edited by hand, and when its event is no more', () => {
    const artefacts = artefactsOf(copy);
    writeArtefacts(copy, artefacts);
    writeFileSync(path.join(copy, 'docs/journeys.md'), 'mine');
    writeFileSync(path.join(copy, 'docs/schemas/cart.stolen.schema.json'), '{}');
    expect(staleArtefacts(copy, artefacts)).toEqual(['docs/journeys.md', 'docs/schemas/cart.stolen.schema.json']);
  });
});

describe.each(journeys.map((loaded) => [loaded.journey.name, loaded] as const))('%s', (_, { machine }) => {
  test('is valid States Language', () => {
    expect(aslProblems(machine)).toEqual([]);
  });

  test('takes at most 2n + 2 transitions for its n messages, and two more for every choice', () => {
    const way = longestWay(machine);
    expect(way.transitions).toBeLessThanOrEqual(transitionBudget(way));
  });
});

describe('the transitions of a journey', () => {
  const counted = transitionRows(journeys);

  test('are in docs/architecture.md as the command counts them, where the build writes them', () => {
    mkdirSync(path.join(copy, 'docs'), { recursive: true });
    const text = '# The page\n\n<!-- transitions: by npm run build -->\n\nold\n\n<!-- /transitions -->\n\nText.\n';
    writeFileSync(path.join(copy, 'docs/architecture.md'), text);
    writeArtefacts(copy, artefactsOf(copy));
    const page = readFileSync(path.join(copy, 'docs/architecture.md'), 'utf8');
    rmSync(path.join(copy, 'docs/architecture.md'));
    expect(page).toMatch(/^# The page\n[\s\S]*\n<!-- \/transitions -->\n\nText\.\n$/);
    expect(page).not.toContain('old');
    const table = page.slice(page.indexOf('| journey | messages | transitions |')).split('\n\n')[0] ?? '';
    const rows = table
      .split('\n')
      .slice(2)
      .map((row) =>
        row
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const told = rows.flatMap(([names = '', ...figures]) => names.split(', ').map((name) => [name, ...figures]));
    expect(told.sort()).toEqual(counted.toSorted());
  });

  test('are what its machine takes when it runs, by the longer way, and its budget is the same in the benchmark', async () => {
    const definitions = Object.fromEntries(
      journeys.map(({ journey, machine }) => [journey.name, printMachine(machine)]),
    );
    const { figures } = await reportTransitions({ definitions });
    const measured = counted.map(([name = '', messages]) => {
      const ways = figures.filter(({ what }) => what.split(',')[0] === name);
      const longest = Math.max(...ways.map((figure) => Number.parseInt(figure.measured, 10)));
      return [name, messages, String(longest), ways[0]?.baseline.split(' ')[0]];
    });
    expect(measured).toEqual(counted.map((row) => row.slice(0, 4)));
  });
});

test('the index of events names the journeys that each starts, ends, continues and is the goal of', () => {
  const row = (event: string) => indexRows(journeys).find(([name]) => name === `\`${event}\``);
  const cart = '[abandoned-cart](#abandoned-cart)';
  expect([row('cart.updated')?.[1], row('cart.updated')?.[4]]).toEqual([cart, '']);
  expect(row('cart.updated')?.[3]).toContain(cart);
  expect(row('shipment.delivered')?.[3]).toBe('[post-purchase](#post-purchase)');
  expect(row('order.placed')?.[2]).toContain(cart);
  expect(row('order.placed')?.[4]).toContain(cart);
  expect(row('coupon.redeemed')).toBeUndefined();
});

test('the faults of all journeys are reported together', () => {
  writeFileSync(path.join(copy, 'statemachines/post-purchase/journey.yaml'), 'journey: post-purchas\n');
  rmSync(path.join(copy, 'statemachines/review-request/journey.yaml'));
  expect(() => loadJourneys(path.join(copy, 'statemachines'))).toThrow(JourneyError);
  expect(() => loadJourneys(path.join(copy, 'statemachines'))).toThrow(
    /post-purchase\/journey\.yaml:1:10 [\s\S]*review-request\/journey\.yaml:1:1 the folder "review-request" has no/,
  );
});

test.each(eventTypes)('the example of %s fits its contract', (type) => {
  expect(parseStoreEvent({ 'detail-type': type, detail: eventExamples[type] }, intake)).toMatchObject({
    type,
    shop: 'demo',
  });
});
