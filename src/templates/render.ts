import { Liquid, type Template } from 'liquidjs';
import type { Channel } from '../commerce/customer/channel.ts';
import type { CompiledMessage, MessageTemplates, OwnTexts } from '../model/catalogue.ts';
import { AftercartError } from '../model/errors.ts';
import type { MessageContext } from './context.ts';
import { registerFilters } from './filters.ts';

/** Messages by journey and name. */
export type MessageCatalogue = Readonly<Record<string, Readonly<Record<string, MessageTemplates>>>>;

/** A message made out to one customer. */
export interface RenderedMessage extends OwnTexts {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** @throws MissingMessageError when the journey has no such message in the locale */
export type Renderer = (journey: string, message: string, locale: string, context: MessageContext) => RenderedMessage;

/** A message that the bundle does not hold, although a run came to it. Retrying does not help; deploying does. */
export class MissingMessageError extends AftercartError {
  override readonly name = 'MissingMessageError';
  readonly retryable = false;
}

/**
 * Makes messages out of compiled templates. Each template is parsed when it is first needed and kept. HTML is escaped;
 * the subject is one line. Its time grows with the length of the texts. A variable without a value renders as nothing:
 * the build has checked that a message has all it must not lack.
 */
export function createRenderer(messages: MessageCatalogue): Renderer {
  const html = createEngine({ escaped: true });
  const plain = createEngine({ escaped: false });
  const parsed = new Map<string, ParsedMessage>();
  return (journey, message, locale, context) => {
    const key = `${journey}/${message}/${locale}`;
    const templates = parsed.get(key) ?? parse(find(messages, journey, message, locale), html, plain);
    parsed.set(key, templates);
    const write = (template: Template[]): string => String(plain.renderSync(template, context));
    const { subject, preheader, html: page, text, ...own } = templates;
    return {
      subject: oneLine(write(subject)),
      preheader: oneLine(write(preheader)),
      html: String(html.renderSync(page, context)),
      text: tidy(write(text)),
      ...perChannel(own, (template) => tidy(write(template)).trim()),
    };
  };
}

/** A Liquid engine with the filters of messages; an unknown filter is an error when the template is parsed. */
export function createEngine(output: { readonly escaped: boolean }): Liquid {
  const engine = new Liquid({
    strictFilters: true,
    ownPropertyOnly: true,
    // That of Lambda. Otherwise Liquid makes a date format to find the machine's, which takes a tenth of a cold start.
    locale: 'en-US',
    ...(output.escaped && { outputEscape: 'escape' }),
  });
  registerFilters(engine);
  return engine;
}

type ParsedMessage = { readonly [Part in keyof CompiledMessage]: Template[] };

function parse(message: CompiledMessage, html: Liquid, plain: Liquid): ParsedMessage {
  const { subject, preheader, html: page, text, ...own } = message;
  return {
    subject: plain.parse(subject),
    preheader: plain.parse(preheader),
    html: html.parse(page),
    text: plain.parse(text),
    ...perChannel(own, (template) => plain.parse(template)),
  };
}

/** The results for the texts that are written for one channel alone. */
function perChannel<Text, Made>(
  texts: Readonly<Partial<Record<Channel, Text>>>,
  make: (text: Text) => Made,
): Partial<Record<Channel, Made>> {
  const made = Object.entries(texts).flatMap(([channel, text]) => (text === undefined ? [] : [[channel, make(text)]]));
  return Object.fromEntries(made);
}

function find(messages: MessageCatalogue, journey: string, message: string, locale: string): CompiledMessage {
  const ofJourney = own(messages, journey);
  const templates = ofJourney && own(ofJourney, message);
  const found = templates && own(templates.locales, locale);
  if (found) return found;
  throw new MissingMessageError(
    `journey ${journey} has no message "${message}" in ${locale}: ` +
      `add statemachines/${journey}/messages/${message}.${locale}.md and deploy`,
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A field that the object has itself, and not from its prototype. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Liquid tags leave empty lines behind: at most one stays, and none at the ends. */
function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd()); // a pattern for it would take the square of the time
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
