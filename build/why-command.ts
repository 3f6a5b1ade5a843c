import path from 'node:path';
import type { Language, Words } from '../src/commerce/words.ts';
import { say } from '../src/journey/reading/saying.ts';
import {
  CommandError,
  languageOf,
  messageIn,
  readArguments,
  readLanguage,
  readWholeNumber,
  refuseWords,
  type Shell,
  UsageError,
} from './command/command.ts';
import { ownShell } from './command/program.ts';
import { stageOption, wayTo } from './stage/function-options.ts';
import { stageNamed } from './stage/stage.ts';
import { type Asked, explainCustomer, explainDay, explainingFunction, explainMessage } from './why/ask-function.ts';
import { describeCustomer, describeDay, describeMessage } from './why/words.ts';

const wayLines = (language: Language) =>
  wayTo(explainingFunction)
    [language].map((line) => `  ${line}`)
    .join('\n');

const help: Words = {
  en: `npm run why -- --customer WHO | --message KEY | --journey NAME --day YYYY-MM-DD

Says why messages were sent or not, in sentences for the customer: one timeline of events, journeys and decisions, what
took a message's place, when it is tried again, and what comes next.

  --customer WHO     the shop's id, an e-mail address, a phone number (+819012345678), or a customer's key
  --message KEY      a message by its key in the ledger, or by the id that SES or the SMS service gave it
  --journey NAME     with --day: counts what became of the journey's messages on that day of the shop's clock
  --day YYYY-MM-DD
  --limit N          of a day: shows so many that were not sent (default 20)
  --most N           of a message or a day: reads at most N pages of the table (default 0: all of them)
  --lang en|ja       the language (default en)
  --json             the same as JSON
  --stage STAGE      a stage of infra/settings.ts (default dev)

A customer costs one query. A message and a day have no index: the whole table is read, page by page of a megabyte, about
a cent for 100,000 customers; progress goes to the error output. It changes nothing. Addresses are masked, except
the one that you ask for.

${wayLines('en')}

The exit code is 1 when nothing is found or the stage cannot be asked, 2 when the command line is invalid.`,
  ja: `npm run why -- --customer WHO | --message KEY | --journey NAME --day YYYY-MM-DD

メッセージが送られた理由、送られなかった理由を文章で示します。お客様については、イベント、ジャーニー、判断の履歴を時系列で示し、
代わりに送られたもの、次に試みる時期、これからの予定も示します。

  --customer WHO     ショップの顧客ID、メールアドレス、電話番号（+819012345678）、またはお客様のキー
  --message KEY      配信記録のキー、または SES か SMS サービスが付けた ID で指定したメッセージ
  --journey NAME     --day と合わせて、ショップの日付でその日のジャーニーのメッセージの結果を数えます
  --day YYYY-MM-DD
  --limit N          その日に送られなかったメッセージを表示する件数（既定 20）
  --most N           メッセージまたは日を調べるときに読むページ数の上限（既定 0：すべて）
  --lang en|ja       言語（既定は英語）
  --json             JSON で出力します
  --stage STAGE      infra/settings.ts のステージ（既定 dev）

お客様については1回の読み取りで済みます。メッセージと日には索引がないため、表の全体を1メガバイトずつ読みます（10万人で約1セント）。
経過は標準エラー出力に示します。何も変更しません。質問に使ったアドレス以外のアドレスは、一部を伏せて表示します。

${wayLines('ja')}

何も見つからないか、ステージに問い合わせられなければ終了コードは 1、コマンドの書き方に誤りがあれば 2 です。`,
};

const options = {
  ...stageOption,
  customer: { type: 'string' },
  message: { type: 'string' },
  journey: { type: 'string' },
  day: { type: 'string' },
  limit: { type: 'string' },
  most: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/**
 * Runs `npm run why`.
 * @returns the exit code: 1 when nothing is found or it cannot be done as things are, 2 when the command line is invalid
 */
export async function main(args: readonly string[], shell: Shell): Promise<number> {
  try {
    if (args.includes('--help') || args.includes('-h')) {
      shell.print(help[languageOf(args)]);
      return 0;
    }
    const { values, positionals } = readArguments(args, options);
    refuseWords(positionals);
    return await answer(values, shell);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    shell.printError(messageIn(languageOf(args), error));
    return error instanceof UsageError ? 2 : 1;
  }
}

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

async function answer(values: Values, { print, printError }: Shell): Promise<number> {
  const subject = subjectOf(values);
  const lang = readLanguage(values.lang);
  const limit = readWholeNumber('limit', values.limit ?? '20', 0, 1000);
  const asked: Asked = {
    stage: stageNamed(values.stage),
    lang,
    most: readWholeNumber('most', values.most ?? '0', 0, 1_000_000_000) || Number.POSITIVE_INFINITY,
    onProgress: (pages) => printError(lang === 'ja' ? `${pages} ページ …` : `${pages} pages …`),
  };
  const show = (result: object, text: string) => print(values.json ? JSON.stringify(result, null, 2) : text);
  if ('customer' in subject) {
    const result = await explainCustomer(subject.customer, asked);
    show(result, describeCustomer(result));
  } else if ('message' in subject) {
    const result = await explainMessage(subject.message, asked);
    show(result, describeMessage(result, lang));
  } else {
    const result = await explainDay({ ...subject, limit }, asked);
    show(result, describeDay(subject, result, lang));
  }
  return 0;
}

type WhySubject =
  | { readonly customer: string }
  | { readonly message: string }
  | { readonly journey: string; readonly day: string };

/** @throws UsageError unless exactly one thing is asked about */
function subjectOf({ customer, message, journey, day }: Values): WhySubject {
  const given = [customer, message, journey ?? day].filter((value) => value !== undefined);
  if (given.length !== 1) {
    const problem = given.length === 0 ? say`What is the question about?` : say`That is more than one question.`;
    throw new UsageError(
      say`${problem} Give --customer WHO, or --message KEY, or --journey NAME with --day YYYY-MM-DD. See --help.`,
    );
  }
  if (customer !== undefined) return { customer: named('customer', customer) };
  if (message !== undefined) return { message: named('message', message) };
  if (journey === undefined) throw new UsageError(say`Which journey? Give --journey NAME beside --day.`);
  if (day === undefined) throw new UsageError(say`Which day? Give --day YYYY-MM-DD beside --journey.`);
  return { journey: named('journey', journey), day: readDay(day) };
}

function named(option: string, text: string): string {
  if (text.trim() === '') throw new UsageError(say`--${option} is empty.`);
  return text.trim();
}

function readDay(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time);
  if (isDay && new Date(time).toISOString().startsWith(text)) return text;
  throw new UsageError(say`--day is "${text}": it takes a day such as 2026-03-10.`);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
