import { once } from 'node:events';
import path from 'node:path';
import { say } from '../../src/journey/reading/saying.ts';
import type { CustomerView } from '../../src/model/customer-view-request.ts';
import { chooseLocale } from '../../src/templates/locale.ts';
import { loadJourneys, loadSettings } from '../journeys.ts';
import { readCustomer, viewingFunction } from '../preview/customer.ts';
import { readDrafts } from '../preview/draft.ts';
import { eventsDetail, eventsOption, readEventsFile } from '../preview/events-file.ts';
import { servePreview } from '../preview/server.ts';
import { type PreviewWords, previewWords } from '../preview/words.ts';
import { stageOption, wayTo } from '../stage/function-options.ts';
import { stageNamed } from '../stage/stage.ts';
import {
  type Command,
  CommandError,
  chooseJourneys,
  readArguments,
  readLanguage,
  readWholeNumber,
  refuseMore,
  UsageError,
} from './command.ts';

const usualPort = 4320;

/** `preview`: shows messages as a customer gets them, and again whenever a file is saved. */
export const preview: Command = {
  usage:
    '[JOURNEY [MESSAGE]] [--locale LOCALE] [--events FILE | --customer CUSTOMER [--stage STAGE]] [--lang en|ja] [--port PORT] [--text]',
  about: {
    en: 'shows messages as a customer gets them, and reloads while you write',
    ja: 'お客様に届くとおりにメッセージを表示し、編集すると自動で更新します',
  },
  details: {
    en: [
      'JOURNEY MESSAGE the message to begin with; all of them can be reached from the page',
      "--locale LOCALE the language of the message (default: the customer's, or the first locale of store.yaml)",
      eventsDetail.en,
      "--customer CUSTOMER a customer in place of a sample: an address, the shop's id, or a key; shows one JOURNEY",
      '--stage STAGE   the stage that knows the customer (default dev)',
      "--lang en|ja    the language of the page's own words, and of what the terminal says (default en)",
      `--port PORT     the port on 127.0.0.1 (default ${usualPort}; 0 for any)`,
      '--text          prints subject and plain text instead, and ends',
      '',
      'What the events do not say is missing, as it would be in the real message. Nothing is sent.',
      'A customer is shown as if the journey had begun with the last event that starts it; coupons and links are samples.',
      '',
      'Of --customer:',
      ...wayTo(viewingFunction).en,
    ],
    ja: [
      'JOURNEY MESSAGE 最初に表示するメッセージ。ほかのメッセージもページから選べます',
      '--locale LOCALE メッセージの言語（既定はお客様の言語、または store.yaml の最初の言語）',
      eventsDetail.ja,
      '--customer CUSTOMER 見本の代わりに実際のお客様で表示（メールアドレス、ショップの顧客ID、キー）。JOURNEY の指定が必要です',
      '--stage STAGE   そのお客様のデータがあるステージ（既定 dev）',
      '--lang en|ja    ページと端末の表示の言語（既定は英語）',
      `--port PORT     127.0.0.1 のポート番号（既定 ${usualPort}。0 なら空いている番号）`,
      '--text          表示する代わりに、件名と本文のテキストを出力して終了します',
      '',
      'イベントにない情報は、実際のメッセージと同じく表示されません。送信はしません。',
      'お客様を指定すると、そのジャーニーを開始する最新のイベントで始まったものとして表示します。クーポンとリンクは見本です。',
      '',
      '--customer を使う場合：',
      ...wayTo(viewingFunction).ja,
    ],
  },

  async run(args, { root, print, printError }) {
    const options = { locale: { type: 'string' }, lang: { type: 'string' }, port: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, {
      ...options,
      ...eventsOption,
      ...stageOption,
      customer: { type: 'string' },
      text: { type: 'boolean' },
    });
    const [journey, message, ...others] = positionals;
    refuseMore(others, say`name a journey and a message`);
    const settings = loadSettings(path.join(root, 'statemachines'));
    const language = readLanguage(values.lang);
    const words = previewWords[language];
    const view =
      values.customer === undefined
        ? undefined
        : await customerOf(values.customer, { root, journey, words, ...values });
    const about = view
      ? { customer: { name: view.name }, facts: view.facts }
      : await readEventsFile(values.events, settings.shop);
    const locale = values.locale ?? chooseLocale(view?.locale ?? values.lang, settings.locales);
    if (values.text) {
      if (journey === undefined || message === undefined) throw new UsageError(words.whichMessage);
      const draft = (await readDrafts(root, journey)).render({ journey, message }, locale, about);
      print(`${draft.subject}\n${draft.preheader}\n\n${draft.text}`);
      return 0;
    }
    const port = readWholeNumber('port', values.port ?? String(usualPort), 0, 65_535);
    const onChange = (problems: string | undefined) => printError(problems ?? words.reloaded);
    const served = { root, language, about, port, onChange, ...(view && { journey }) };
    const server = await servePreview(served).catch(explainPort(port, words));
    const where = [journey, message].filter((part) => part !== undefined).join('/');
    if (journey !== undefined && message !== undefined) server.drafts.render({ journey, message }, locale, about);
    print(words.shows(`${server.url}/${where}?locale=${locale}`));
    await once(process, 'SIGINT');
    server.close();
    return 0;
  },
};

interface Wanted {
  readonly root: string;
  readonly journey: string | undefined;
  readonly words: PreviewWords;
  readonly stage?: string | undefined;
  readonly events?: string | undefined;
}

/** The customer of the stage, as the messages of the journey would show them. */
async function customerOf(customer: string, { root, journey, words, stage, events }: Wanted): Promise<CustomerView> {
  if (events !== undefined) throw new UsageError(words.oneSource);
  if (journey === undefined) throw new UsageError(words.whichJourney);
  const [loaded] = chooseJourneys(loadJourneys(path.join(root, 'statemachines')).journeys, [journey]);
  if (loaded === undefined) throw new UsageError(words.whichJourney);
  return readCustomer(stageNamed(stage), customer, loaded, words);
}

/** Says which port is taken. */
function explainPort(port: number, words: PreviewWords) {
  return (error: unknown): never => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new CommandError(words.portInUse(port));
  };
}
