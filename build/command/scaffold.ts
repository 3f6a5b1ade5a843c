import { stringify } from 'yaml';
import type { Purpose } from '../../src/model/purpose.ts';

/** A file of a new journey: its path inside the journey's folder, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The files of a new journey: a readable journey.yaml and one message in every locale. All of it is meant to be
 * changed.
 */
export function newJourney(name: string, purpose: Purpose, locales: readonly string[]): NewFile[] {
  const messages = locales.map((locale) => ({
    path: `messages/first-message.${locale}.md`,
    text: locale === 'ja' || locale.startsWith('ja-') ? japanese : english,
  }));
  return [{ path: 'journey.yaml', text: journeyText(name, purpose) }, ...messages];
}

const meaning: Readonly<Record<Purpose, string>> = {
  marketing: 'needs consent, and respects caps and quiet hours',
  transactional: "about the customer's own order, without advertising",
};

function journeyText(name: string, purpose: Purpose): string {
  return `# yaml-language-server: $schema=../../docs/schemas/journey.schema.json
# All keys and events: docs/journeys.md and docs/events.md. After a change: npm run journeys -- check
journey: ${stringify(name).trim()}
about:
  en: Describe in a sentence what the journey does for the customer.
  ja: このジャーニーがお客様に何をするかを、ここに一文で書きます。
purpose: ${purpose} # ${meaning[purpose]}
priority: 50 # from 0 to 100: if only one message may go today, the higher priority goes first

starts:
  on: order.placed # the event that lets a customer in
  # Only some of them? Such as:
  # where: order.total at least 5,000 JPY
  # Only some of the customers?
  # if: ordered at least 3 times
  once per: order # or customer: then a customer enters once
  # again after: 30 days # without this line: never

# Events that make the rest of the journey pointless.
ends: { when: [order.cancelled, order.refunded] }

steps:
  # Elapsed time ("4 hours", "3 days"), or days and a time on the customer's clock.
  - wait: 1 day, at 10:00
  # The text is in messages/first-message.<language>.md. Name it after its content.
  - send: first-message
`;
}

const english = `---
subject: Write the subject here
preheader: One line that mail programs show beside the subject.
---
Hello{% if customer.name %} {{ customer.name }}{% endif %},

Write here what the customer should read. Text between two curly brackets is filled in: your order {{ order.number }}.

A question? Write to us at {{ brand.contact }}.
`;

const japanese = `---
subject: ここに件名を書きます
preheader: メールソフトが件名の横に表示する一行です。
---
{% if customer.name %}{{ customer.name }} 様{% else %}お客様{% endif %}

ここに本文を書きます。二重の波括弧の中は送るときに差し込まれます。ご注文番号は {{ order.number }} です。

ご不明な点がございましたら、{{ brand.contact }} までお知らせください。
`;
