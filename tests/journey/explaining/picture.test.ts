import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadJourneys } from '../../../build/journeys.ts';
import { languages } from '../../../src/commerce/words.ts';
import { layOut } from '../../../src/journey/explaining/picture/layout.ts';
import { drawJourney } from '../../../src/journey/explaining/picture.ts';
import type { Journey } from '../../../src/journey/model/journey.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { context } from '../journeys.ts';
import { layoutFaults } from './layout-faults.ts';

const long = 'a-message-whose-name-takes-forty-letters';

/** Everything that can be long is long; branches stand in branches, and two begin at neighbouring steps. */
const crowded = parseJourney(
  `journey: abandoned-cart
about: "A sentence of so many words that it has to be broken, with <tags> & ampersands; 箱の中に収まるかどうかを確かめる文。"
purpose: marketing
starts:
  on: customer.updated
  where: { customer: { country: [JP, US], id: [{ cidr: 10.0.0.0/24 }] } }
  once per: customer
  again after: 52 weeks
ends:
  when: [order.placed, order.refunded, cart.emptied, cart.updated]
  goal: order.placed within 5 days
steps:
  - send: ${long}
    channels: [sms, email]
  - await: [shipment.delivered, shipment.dispatched, order.cancelled]
    within: 30 days
    otherwise:
      - send: nudge
      - await: review.submitted
        within: 3 days
        otherwise:
          - leave: この理由はとても長くて、箱の中に一行では収まりきらないはずなので、折り返しが必要です
      - send: ${long}
  - wait: 12 days, at 10:00
  - await: order.placed
    within: 2 days
  - send: reminder
  - leave: ${'W'.repeat(90)}
`,
  { ...context, messages: { ...context.messages, [long]: { en: { ownTexts: ['sms'] }, ja: { ownTexts: ['sms'] } } } },
);

const shipped = loadJourneys(path.resolve(import.meta.dirname, '../../../statemachines')).journeys;
const journeys: readonly Journey[] = [crowded, ...shipped.map(({ journey }) => journey)];
const pictures = journeys.flatMap((journey) =>
  languages.map((language) => ({ what: `${journey.name}, ${language}`, journey, language })),
);

describe.each(pictures)('the picture of $what', ({ journey, language }) => {
  const layout = layOut(journey, language);
  const svg = drawJourney(journey, language);

  test('is the same whenever it is drawn', () => {
    expect(drawJourney(journey, language)).toBe(svg);
  });

  test('is well-formed: what is opened is closed, and texts are escaped', () => {
    expect(faultOf(svg)).toBeUndefined();
  });

  test('has every text inside its box, and nothing on top of anything else', () => {
    expect(layoutFaults(layout)).toEqual([]);
  });
});

test('a picture shows every step, the time-out aside of the line, and the end', () => {
  const journey = journeys.find(({ name }) => name === 'post-purchase') ?? crowded;
  const { boxes, labels, arrows } = layOut(journey, 'en');
  const main = boxes.filter(({ x }) => x === boxes[0]?.x).map(({ title }) => title.join(' '));
  const aside = boxes.filter(({ x }) => x !== boxes[0]?.x).map(({ title }) => title.join(' '));
  expect(main).toEqual([
    'An order is placed',
    'Wait until 10:00 the next day',
    'Send “thanks”',
    'Wait until a parcel is delivered',
    'Wait 2 days, until 10:00',
    'Send “how-to-use”',
    'Wait 10 days, until 10:00',
    'Send “goes-with”',
    'The end',
  ]);
  expect(aside).toEqual(['Ends early when', 'Leave the journey']);
  expect(labels.map(({ lines }) => lines.join(' '))).toEqual(['if that has not happened by then']);
  expect(arrows).toHaveLength(9);
});

/** What is wrong with an XML text; undefined if nothing is. */
function faultOf(xml: string): string | undefined {
  const open: string[] = [];
  for (const [piece, close, name, attributes = '', empty] of xml.matchAll(/<(\/?)([a-z]+)([^<>]*?)(\/?)>|[^<]+/g)) {
    if (name === undefined) {
      if (/>|&(?!(amp|lt|gt);)/.test(piece)) return `unescaped: ${piece}`;
    } else if (close) {
      if (open.pop() !== name) return `closes too early: ${name}`;
    } else {
      if (!/^(\s[a-zA-Z-]+="[^"<&]*")*$/.test(attributes)) return `attributes: ${attributes}`;
      if (!empty) open.push(name);
    }
  }
  return open.length > 0 ? `never closed: ${open.join(', ')}` : undefined;
}
