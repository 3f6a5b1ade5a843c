import path from 'node:path';
import * as z from 'zod/mini';
import { stages } from '../../infra/settings.ts';
import { parseExactly } from '../../src/commerce/reading/exact-json.ts';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { readJson } from '../../src/commerce/reading/read-json.ts';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import type { Language } from '../../src/commerce/words.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import type { DeliveryHeaders, DeliveryPart } from '../../src/connectors/contract/delivery.ts';
import type { MappedEvent } from '../../src/connectors/contract/mapping.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { nearest } from '../../src/journey/reading/suggest.ts';
import {
  type Command,
  CommandError,
  readArguments,
  readLanguage,
  refuseMore,
  type Shell,
  UsageError,
} from '../command/command.ts';
import { contentOf } from '../events/read-verdicts.ts';
import { loadJourneys } from '../journeys.ts';
import { stageNamed } from '../stage/stage.ts';
import { connectorNamed } from './choose.ts';
import { openPartnerEvent } from './partner-event.ts';
import { problemLine } from './problems.ts';
import { meantTopic, untoldTopic, connectorWords as words } from './words.ts';

const options = {
  topic: { type: 'string' },
  headers: { type: 'string' },
  letter: { type: 'string' },
  path: { type: 'string' },
  stage: { type: 'string' },
  lang: { type: 'string' },
} as const;

/** The platforms whose body does not say what it is about. */
const topicPlatforms = [...connectors.values()]
  .filter(({ topicHeader }) => topicHeader !== undefined)
  .map(({ name }) => name);

/** `try`: what a recorded delivery becomes. */
export const tryDelivery: Command = {
  usage:
    '(PLATFORM FILE|- [--topic TOPIC] [--headers FILE] [--path PATH] | --letter FILE) [--stage STAGE] [--lang en|ja]',
  about: {
    en: 'prints the events that a recorded delivery becomes, as JSON lines, or why none; stores nothing',
    ja: '保存しておいた通知から変換されるイベントをJSON Linesで、変換されない場合はその理由を表示します。データは保存しません',
  },
  details: {
    en: [
      'PLATFORM         a connector: npm run connectors -- list',
      'FILE             the body of a delivery, as the platform sent it, or its event of a partner event bus of EventBridge.',
      '                 - reads the standard input',
      `--topic TOPIC    the topic, where the platform names it in a header: needed for ${topicPlatforms.join(', ')}`,
      '--headers FILE   the headers: JSON, or lines such as "X-Shopify-Topic: orders/create"',
      '--path PATH      the route that it came by, where that says what it is: /v1/track',
      '--letter FILE    a whole message from the queue of deliveries or its dead letters, instead of all these',
      '--stage STAGE    the connector’s settings of a stage (default dev)',
      '--lang en|ja     the language (default en)',
      '',
      'The signature is not checked, and no service is asked. Exit code 1 when the delivery would be refused.',
    ],
    ja: [
      'PLATFORM         コネクター名（npm run connectors -- list で確認できます）',
      'FILE             プラットフォームが送った本文、または EventBridge のパートナーイベントバスのイベント。- は標準入力',
      `--topic TOPIC    トピック（ヘッダーで示すプラットフォームでは必須：${topicPlatforms.join('、')}）`,
      '--headers FILE   ヘッダー。JSON、または「X-Shopify-Topic: orders/create」のような行',
      '--path PATH      受信したパス（種類がパスで決まる場合。例：/v1/track）',
      '--letter FILE    以上の代わりに、通知のキューやデッドレターのメッセージ1件をそのまま指定します',
      '--stage STAGE    ステージのコネクター設定を使います（既定 dev）',
      '--lang en|ja     言語（既定 en）',
      '',
      '署名は検証せず、外部のサービスにも問い合わせません。拒否される通知では終了コードが1になります。',
    ],
  },

  async run(args, shell) {
    const { values, positionals } = readArguments(args, options);
    const lang = readLanguage(values.lang);
    const { connector, headers, body } = await (values.letter === undefined
      ? recorded(positionals, values)
      : inLetter(positionals, values.letter));
    const config = stages[stageNamed(values.stage).name]?.connectors?.[connector.name] ?? {};
    const { shop } = loadJourneys(path.join(shell.root, 'statemachines')).settings;
    try {
      play({ connector, config, headers, body, shop, lang }, shell);
      return 0;
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      for (const field of error.fields) shell.printError(`${words.refused[lang]}: ${problemLine(field, lang)}`);
      return 1;
    }
  },
};

type Recorded = Pick<Trial, 'connector' | 'headers' | 'body'>;

/** A delivery as the platform sent it: the body in a file, the rest in options. */
async function recorded(
  [name, file, ...others]: readonly string[],
  options: {
    readonly headers?: string | undefined;
    readonly path?: string | undefined;
    readonly topic?: string | undefined;
  },
): Promise<Recorded> {
  const connector = connectorNamed(name);
  if (file === undefined) throw new UsageError(say`Which file? Name one, or - for the standard input. See --help.`);
  refuseMore(others, say`name one file`);
  const content = await jsonIn(file);
  const event = openPartnerEvent(content);
  const opened = event?.connector === connector ? event : { headers: {}, body: content };
  const given = options.headers === undefined ? {} : readHeaders(options.headers, await contentOf(options.headers));
  const headers: DeliveryHeaders = {
    ...opened.headers,
    ...given,
    ':path': options.path ?? given[':path'] ?? connector.routes?.[0] ?? `/in/${connector.name}`,
    ...(options.topic !== undefined &&
      connector.topicHeader !== undefined && { [connector.topicHeader]: options.topic }),
  };
  return { connector, headers, body: opened.body };
}

const letterSchema = z.object({
  connector: z.string(),
  headers: z._default(z.record(z.string(), z.string()), {}),
  body: z.unknown(),
});

/** A delivery as the queue has it. */
async function inLetter(others: readonly string[], file: string): Promise<Recorded> {
  refuseMore(others, say`name one file`);
  const message = await jsonIn(file);
  const event = openPartnerEvent(message);
  if (event !== undefined) return event;
  const { connector, headers, body } = readLetter(message, file);
  return { connector: connectorNamed(connector), headers, body };
}

function readLetter(message: unknown, file: string): z.infer<typeof letterSchema> {
  const { data } = letterSchema.safeParse(message);
  if (data === undefined)
    throw new CommandError(
      say`${file} is no delivery of the queue: it has no "connector" with its "headers" and "body".`,
    );
  return data;
}

interface Trial {
  readonly connector: Connector;
  readonly config: unknown;
  readonly headers: DeliveryHeaders;
  readonly body: unknown;
  readonly shop: string;
  readonly lang: Language;
}

/** Maps the parts one after the other, each with what the ones before let it remember. */
function play(trial: Trial, shell: Shell): void {
  const { connector, config, headers, body } = trial;
  const memory = new Map<string, Readonly<Record<string, unknown>>>();
  const parts = connector.parts({ headers, body, receivedAt: Date.now() }, config);
  for (const part of parts) playPart(part, trial, memory, shell);
}

function playPart(
  part: DeliveryPart,
  { connector, config, shop, lang }: Trial,
  memory: Map<string, Readonly<Record<string, unknown>>>,
  { print, printError }: Shell,
): void {
  const reason = untried(part, connector, lang);
  if (reason !== undefined) {
    printError(reason);
    return;
  }
  const place = part.thing && `${part.thing.resource} ${part.thing.id}`;
  const last = place === undefined ? undefined : memory.get(place);
  const { events, ignored, missing = [], remember } = connector.map(part, config, last);
  if (place !== undefined && remember) memory.set(place, remember);
  for (const event of events) print(JSON.stringify(checked(event, shop, part)));
  if (ignored !== undefined) printError(`${part.topic}: ${words.ignored[lang]}: ${ignored}`);
  for (const field of missing) printError(`${part.topic}: ${words.missing[lang]}: ${problemLine(field, lang)}`);
  if (events.length === 0 && ignored === undefined) printError(`${part.topic}: ${words.nothing[lang]}`);
}

/** Why a part is not mapped here; undefined when it is. */
function untried({ topic }: DeliveryPart, connector: Connector, lang: Language): string | undefined {
  const topics = Object.keys(connector.topics);
  if (topic === '' && connector.topicHeader !== undefined) return untoldTopic(topics[0] ?? '')[lang];
  if (!topics.includes(topic)) {
    const near = nearest(topic, topics);
    const unknown = `${words.unknownTopic[lang]}: ${topic || '-'}`;
    return near === undefined ? unknown : `${unknown}${meantTopic(near)[lang]}`;
  }
  return connector.complete ? `${topic}: ${words.fetches[lang]}` : undefined;
}

/** @throws ContractError when the event would be refused */
function checked({ type, detail }: MappedEvent, shop: string, { receivedAt: now }: DeliveryPart): object {
  const whole = { ...detail, shop };
  const customer = detail.customer ?? { id: 'the one who placed the order' };
  readStoreEvent({ 'detail-type': type, detail: { ...whole, customer } }, { now, shop });
  return { type, detail: whole };
}

async function jsonIn(file: string): Promise<unknown> {
  const read = readJson(await contentOf(file), parseExactly);
  if ('value' in read) return read.value;
  const { line, column } = read.problem;
  throw new CommandError(
    say`${file === '-' ? say`The standard input` : file} is no JSON: line ${line}, column ${column}.`,
  );
}

/** Headers as JSON or as lines. Names become lower case. */
function readHeaders(file: string, text: string): DeliveryHeaders {
  const json = readJson(text);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const pairs = 'value' in json ? Object.entries(json.value ?? {}) : lines.flatMap(pairOf);
  if (!('value' in json) && pairs.length < lines.length)
    throw new CommandError(say`${file} has a line that is no header: write "Name: value".`);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function pairOf(line: string): [string, string][] {
  const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}
