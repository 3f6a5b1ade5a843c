import { once } from 'node:events';
import path from 'node:path';
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
  UsageError,
} from './command.ts';

const usualPort = 4320;

/** `preview`: shows messages as a customer gets them, and again whenever a file is saved. */
export const preview: Command = {
  usage:
    '[JOURNEY [MESSAGE]] [--locale LOCALE] [--events FILE | --customer CUSTOMER [--stage STAGE]] [--lang en|ja] [--port PORT] [--text]',
  about: 'shows messages as a customer gets them, and reloads while you write',
  details: [
    'JOURNEY MESSAGE the message to begin with; all of them can be reached from the page',
    "--locale LOCALE the language of the message (default: the customer's, or the first locale of store.yaml)",
    eventsDetail,
    "--customer CUSTOMER a customer in place of a sample: an address, the shop's id, or a key; shows one JOURNEY",
    '--stage STAGE   the stage that knows the customer (default dev)',
    "--lang ja       the page's own words, and what the terminal says, in Japanese",
    `--port PORT     the port on 127.0.0.1 (default ${usualPort}; 0 for any)`,
    '--text          prints subject and plain text instead, and ends',
    '',
    'What the events do not say is missing, as it would be in the real message. Nothing is sent.',
    'A customer is shown as if the journey had begun with the last event that starts it; coupons and links are samples.',
    '',
    'Of --customer:',
    ...wayTo(viewingFunction),
  ],

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
    if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name a journey and a message.`);
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
