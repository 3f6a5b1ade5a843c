import { once } from 'node:events';
import path from 'node:path';
import { loadSettings } from '../journeys.ts';
import { readDrafts } from '../preview/draft.ts';
import { eventsDetail, eventsOption, readEventsFile } from '../preview/events-file.ts';
import { servePreview } from '../preview/server.ts';
import { type Command, CommandError, readArguments, readLanguage, readWholeNumber, UsageError } from './command.ts';

const usualPort = 4320;

/** `preview`: shows messages as a customer gets them, and again whenever a file is saved. */
export const preview: Command = {
  usage: '[JOURNEY [MESSAGE]] [--locale LOCALE] [--events FILE] [--lang en|ja] [--port PORT] [--text]',
  about: 'shows messages as a customer gets them, and reloads while you write',
  details: [
    'JOURNEY MESSAGE the message to begin with; all of them can be reached from the page',
    '--locale LOCALE the language of the message (default: the first locale of store.yaml)',
    eventsDetail,
    "--lang ja       the page's own words in Japanese",
    `--port PORT     the port on 127.0.0.1 (default ${usualPort}; 0 for any)`,
    '--text          prints subject and plain text instead, and ends',
    '',
    'What the events do not say is missing, as it would be in the real message. Nothing is sent.',
  ],

  async run(args, { root, print, printError }) {
    const options = { locale: { type: 'string' }, lang: { type: 'string' }, port: { type: 'string' } } as const;
    const { values, positionals } = readArguments(args, { ...options, ...eventsOption, text: { type: 'boolean' } });
    const [journey, message, ...others] = positionals;
    if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name a journey and a message.`);
    const settings = loadSettings(path.join(root, 'statemachines'));
    const locale = values.locale ?? settings.locales[0];
    const events = await readEventsFile(values.events, settings.shop);
    if (values.text) {
      if (journey === undefined || message === undefined) throw new UsageError('--text prints one message: name it.');
      const draft = (await readDrafts(root, journey)).render({ journey, message }, locale, events);
      print(`${draft.subject}\n${draft.preheader}\n\n${draft.text}`);
      return 0;
    }
    const port = readWholeNumber('port', values.port ?? String(usualPort), 0, 65_535);
    const onChange = (problems: string | undefined) => printError(problems ?? 'Reloaded.');
    const served = { root, language: readLanguage(values.lang), events, port, onChange };
    const server = await servePreview(served).catch(explainPort(port));
    const where = [journey, message].filter((part) => part !== undefined).join('/');
    if (journey !== undefined && message !== undefined) server.drafts.render({ journey, message }, locale, events);
    print(
      `${server.url}/${where}?locale=${locale} shows the messages, and reloads when a file changes. Ctrl+C ends it.`,
    );
    await once(process, 'SIGINT');
    server.close();
    return 0;
  },
};

/** Says which port is taken. */
function explainPort(port: number) {
  return (error: unknown): never => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new CommandError(`Port ${port} is in use: another preview may be running. Choose one with --port.`);
  };
}
