import { visible } from '../src/commerce/values/visible.ts';
import type { Language, Words } from '../src/commerce/words.ts';
import { type ClockRefusal, clockSteps } from './aws/clock-endpoint.ts';
import { languageOf, parseCommandLine, textOf } from './command-line.ts';

const stepsInJapanese = `  next             次に予定がある時刻まで
  1 day            指定した時間だけ（seconds、minutes、hours、days、weeks）
  until-message    次のメッセージまで
  until-quiet      待つものがなくなるまで`;

const help: Words = {
  en: `Puts the clock of a running npm start forward: npm run clock -- STEP

${clockSteps.replaceAll(/^/gm, '  ')}

Without a step it tells the time.

  --port N       the port of npm start (that of AWS_ENDPOINT_URL, if it names this machine; else 4310)
  --lang en|ja   English (default) or Japanese
  --help         this text
`,
  ja: `動作中の npm start の時計を進めます：npm run clock -- STEP

${stepsInJapanese}

STEP を省くと、現在の時刻を表示します。

  --port N       npm start のポート（省略時は、AWS_ENDPOINT_URL がこのマシンを指していればそのポート、なければ4310）
  --lang en|ja   英語（既定）または日本語
  --help         この説明を表示します
`,
};

const words = {
  en: {
    nothingLeft: 'Nothing is left to wait for.',
    silent: (address: string, reason: string) =>
      `Nothing answers at ${address}${reason && ` (${reason})`}: run npm start, and name its port with --port or AWS_ENDPOINT_URL.`,
    message: (name: string, to: string, subject: string) => `  ${name} to ${to}${subject && `: ${subject}`}`,
    refusals: undefined, // as the runtime words them
  },
  ja: {
    nothingLeft: '待つものはもうありません。',
    silent: (address: string, reason: string) =>
      `${address} から応答がありません${reason && `（${reason}）`}。npm start を実行し、ポートは --port または AWS_ENDPOINT_URL で指定してください。`,
    message: (name: string, to: string, subject: string) => `  ${name} → ${to}${subject && `：${subject}`}`,
    refusals: {
      'runs-by-itself':
        '時計は自動で進んでいます（再生中、または --clock に jump、real、60x を指定した場合）。手動では進められません。',
      'too-long': '一度に進められるのは104週間までです。',
      'unknown-step': `進め方を読み取れません。次のように指定してください：\n${stepsInJapanese}`,
    } satisfies Readonly<Record<ClockRefusal, string>>,
  },
} as const;

interface Line {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
}

/**
 * Runs `npm run clock`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when nothing answers or the clock cannot be put forward, 2 when the command line is invalid
 */
export async function main(args: readonly string[], { print, printError }: Line): Promise<number> {
  try {
    const { values, positionals } = parseCommandLine(args, {
      port: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    });
    const language = languageOf(args);
    if (values.help) {
      print(help[language]);
      return 0;
    }
    return await ask(addressOf(values.port), positionals.join(' '), { print, printError, language });
  } catch (error) {
    printError(textOf(error, languageOf(args)));
    return 2;
  }
}

/** Where npm start answers: at the port that is named, else where AWS_ENDPOINT_URL leads on this machine, as other commands have it. */
function addressOf(port: string | undefined, endpoint = process.env.AWS_ENDPOINT_URL ?? ''): string {
  const url = port === undefined && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isHere = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return isHere ? url.origin : `http://127.0.0.1:${port ?? '4310'}`;
}

async function ask(
  address: string,
  step: string,
  { print, printError, language }: Line & { readonly language: Language },
): Promise<number> {
  const { nothingLeft, silent, message, refusals } = words[language];
  try {
    const before = step === '' ? undefined : await messagesAt(address);
    const from = step === '' ? undefined : await (await fetch(`${address}/clock`)).text();
    const body = new URLSearchParams({ to: step });
    const answer = await fetch(`${address}/clock`, step === '' ? {} : { method: 'POST', body });
    const text = (await answer.text()).trim();
    if (!answer.ok) {
      const why = answer.headers.get('clock-refusal') as ClockRefusal; // as the endpoint answers
      printError(refusals?.[why] ?? text);
      return answer.status === 400 ? 2 : 1;
    }
    print(text === from ? nothingLeft : text);
    const after = before === undefined ? [] : await messagesAt(address);
    for (const { id, address: to, journey, step: name, subject = '' } of after.toReversed()) {
      if (!before?.some((known) => known.id === id)) print(visible(message(`${journey}/${name}`, to, subject)));
    }
    return 0;
  } catch (error) {
    printError(silent(address, error instanceof Error && error.cause instanceof Error ? error.cause.message : ''));
    return 1;
  }
}

interface Message {
  readonly id: string;
  readonly address: string;
  readonly journey?: string;
  readonly step?: string;
  readonly subject?: string;
}

/** The latest messages, newest first. */
async function messagesAt(address: string): Promise<readonly Message[]> {
  const answer = await fetch(`${address}/outbox.json?limit=100`);
  if (!answer.ok) return []; // a runtime without an outbox
  const { messages } = (await answer.json()) as { readonly messages: readonly Message[] }; // as the outbox answers
  return messages;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), { print: console.log, printError: console.error });
}
