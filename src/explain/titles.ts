import type { Language } from '../commerce/words.ts';
import type { MessageTemplates } from '../model/catalogue.ts';
import { own } from './own.ts';

/** The messages of every journey, as they are compiled. */
type Catalogued = Readonly<Record<string, Readonly<Record<string, Pick<MessageTemplates, 'locales'>>>>>;

/** The titles of messages for people: their subjects in the language, with a gap where a template fills something in. */
export function titleIn(messages: Catalogued, language: Language) {
  return (journey: string, message: string): string | undefined => {
    const locales = own(own(messages, journey), message)?.locales ?? {};
    const locale = Object.keys(locales).find((name) => name.startsWith(language)) ?? Object.keys(locales)[0];
    const subject = locale === undefined ? undefined : locales[locale]?.subject;
    return subject === undefined ? undefined : withoutTemplate(subject);
  };
}

/** A subject with the first arm of each of its conditions: of several, one is read. */
function firstArms(subject: string): string {
  const tag = '\\{%-?\\s*';
  const end = '\\s*-?%\\}';
  const inner = new RegExp(
    `${tag}(if|unless|case)\\b(?:(?!${tag}(?:if|unless|case)\\b)[\\s\\S])*?${tag}end\\1${end}`,
    'g',
  );
  const before = subject.replaceAll(inner, (block, kind: string) => {
    const arms = block.split(new RegExp(`${tag}(?:elsif|else|when|endif|endunless|endcase)\\b.*?%\\}`));
    const [head = '', first = ''] = arms;
    return kind === 'case' ? first : head.replace(/^\{%.*?%\}/, '');
  });
  return before === subject ? subject : firstArms(before);
}

/** The fixed words of a subject; undefined where none are left. */
function withoutTemplate(subject: string): string | undefined {
  const text = firstArms(subject)
    .replaceAll(/\{%.*?%\}/g, '')
    .replaceAll(/\{\{.*?\}\}/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /[^…\s\p{P}]/u.test(text) ? text : undefined;
}
