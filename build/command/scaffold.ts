import { stringify } from 'yaml';
import type { Language } from '../../src/commerce/words.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import { type ScaffoldWords, scaffoldWords } from './scaffold-words.ts';

/** A file of a new journey: its path inside the journey's folder, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

export interface NewJourney {
  readonly name: string;
  readonly purpose: Purpose;
  /** The locales of the store: there is a message in each. */
  readonly locales: readonly string[];
  /** The language of the comments. */
  readonly language: Language;
}

/**
 * The files of a new journey: a readable journey.yaml and one message in every locale. All of it is meant to be
 * changed.
 */
export function newJourney({ name, purpose, locales, language }: NewJourney): NewFile[] {
  const messages = locales.map((locale) => ({
    path: `messages/first-message.${locale}.md`,
    text: scaffoldWords[/^ja(-|$)/.test(locale) ? 'ja' : 'en'].message,
  }));
  return [{ path: 'journey.yaml', text: journeyText(name, purpose, scaffoldWords[language]) }, ...messages];
}

function journeyText(name: string, purpose: Purpose, say: ScaffoldWords): string {
  return `# yaml-language-server: $schema=../../docs/schemas/journey.schema.json
# ${say.reference}
journey: ${stringify(name).trim()}
about:
  en: ${scaffoldWords.en.about}
  ja: ${scaffoldWords.ja.about}
purpose: ${purpose} # ${say.purposes[purpose]}
priority: 50 # ${say.priority}

starts:
  on: order.placed # ${say.on}
  # ${say.where}
  # where: order.total at least 5,000 JPY
  # ${say.audience}
  # if: ordered at least 3 times
  once per: order # ${say.oncePer}
  # again after: 30 days # ${say.againAfter}

# ${say.ends}
ends: { when: [order.cancelled, order.refunded] }

steps:
  # ${say.wait}
  - wait: 1 day, at 10:00
  # ${say.send}
  - send: first-message
`;
}
