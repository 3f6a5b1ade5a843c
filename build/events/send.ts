import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Language } from '../../src/commerce/words.ts';
import { JourneyError } from '../../src/journey/reading/problem.ts';
import { say, tell } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { type Command, CommandError, messageIn, readArguments, readLanguage, type Shell } from '../command/command.ts';
import { explained, type ServiceCall } from '../stage/errors.ts';
import { type Stage, stageNamed } from '../stage/stage.ts';
import { countVerdicts, describeVerdict, fewEvents } from './describe.ts';
import type { Entry } from './entry.ts';
import { type Put, patience, putAll } from './put.ts';
import { clockAdvice, fileDetails, fileOptions, readVerdicts } from './read-verdicts.ts';
import type { Verdict } from './verdict.ts';
import { verdictWords } from './words.ts';

/** How often a long file reports how far it is. */
const reportEvery = 500;

const sendOptions = {
  stage: { type: 'string' },
  'skip-refused': { type: 'boolean' },
  details: { type: 'boolean' },
} as const;

/** `send`: puts the events of a file on the bus of a stage. */
export const sendEvents: Command = {
  usage: 'FILE|- [--stage STAGE] [--type TYPE] [--skip-refused] [--details] [--lang en|ja]',
  about: {
    en: 'puts events on the bus of a stage, and reports what became of each',
    ja: 'イベントをステージのイベントバスに送り、1件ずつの結果を示します',
  },
  details: {
    en: [
      ...fileDetails.en,
      '--stage STAGE   a stage of infra/settings.ts (default dev)',
      '--skip-refused  sends those that fit. Without it nothing is sent as long as one does not',
      '--details       reports every event; without it, of more than three, those that the bus did not take or that are wrong about consent',
      '',
      'Ten go in a request, in their order; what the bus does not take for the moment is put again, up to six times.',
      'An event may be sent twice: Aftercart ignores the second one with the same id.',
      'The credentials of the AWS CLI need events:PutEvents on the bus.',
      'AWS_ENDPOINT_URL=http://127.0.0.1:4310 selects "npm start" on this machine.',
    ],
    ja: [
      ...fileDetails.ja,
      '--stage STAGE   infra/settings.ts のステージ（既定 dev）',
      '--skip-refused  仕様に合うものだけを送ります（既定では、合わないものが1件でもあれば何も送りません）',
      '--details       すべてのイベントを示します（既定では、4件以上なら、受け付けられなかったものと同意に誤りのあるものだけ）',
      '',
      '10件ずつ順番に送り、一時的に受け付けられないものは6回まで送り直します。',
      '同じイベントを2回送っても、同じ id の2回目は無視されます。',
      'AWS CLI の認証情報に、イベントバスに対する events:PutEvents の権限が必要です。',
      'AWS_ENDPOINT_URL=http://127.0.0.1:4310 を設定すると、このパソコンの「npm start」に送ります。',
    ],
  },

  async run(args, shell) {
    const { values, positionals } = readArguments(args, { ...fileOptions, ...sendOptions });
    const stage = stageNamed(values.stage);
    const language = readLanguage(values.lang);
    const verdicts = await readVerdicts(positionals, { type: values.type, root: shell.root }).catch(
      (error: unknown) => {
        if (!(error instanceof JourneyError)) throw error;
        shell.printError(messageIn(language, error));
        throw new CommandError(
          say`Nothing was sent: what each event starts and ends is read from statemachines/ first. Mend that; the stage goes on with what it was deployed with.`,
        );
      },
    );
    const refused = verdicts.filter(({ problems }) => problems.length > 0);
    if (refused.length > 0) printAll(shell, refusalLines(refused, verdicts, language));
    if (refused.length > 0 && values['skip-refused'] !== true) {
      throw new CommandError(say`Nothing was sent. Mend them, or send the others with --skip-refused.`);
    }
    const fitting = verdicts.filter(({ problems }) => problems.length === 0);
    const { puts, failure } = await put(stage, fitting, { shell, language });
    const explanation = failure === undefined ? undefined : explained(failure, callOf(stage));
    if (explanation !== undefined && !puts.some(({ eventId }) => eventId !== undefined)) throw explanation;
    const doubtful = new Set(fitting.flatMap(({ entry, doubts }) => (doubts.length > 0 ? [entry] : [])));
    const isTold = ({ entry, error }: Put) => error !== undefined || doubtful.has(entry);
    const shown = values.details || puts.length <= fewEvents ? puts : puts.filter(isTold);
    const lines = linesOf(shown, fitting, language);
    printAll(shell, [...lines, ...(lines.length > 0 ? [''] : []), summaryOf(puts, stage, language)]);
    if (explanation !== undefined)
      shell.printError(explanation instanceof Error ? messageIn(language, explanation) : String(explanation));
    return refused.length > 0 || puts.some(({ error }) => error !== undefined) ? 1 : 0;
  },
};

function refusalLines(refused: readonly Verdict[], all: readonly Verdict[], language: Language): readonly string[] {
  const advice = clockAdvice(all).map((saying) => saying.in(wordingsIn[language]));
  return [...refused.flatMap((one) => describeVerdict(one, language)), '', countVerdicts(all, language), ...advice];
}

async function put(
  { prefix, region }: Stage,
  verdicts: readonly Verdict[],
  { shell: { printError }, language }: { readonly shell: Shell; readonly language: Language },
) {
  const { progress } = verdictWords[language];
  const client = new EventBridgeClient({ ...patience, ...(region && { region }) });
  const entries = verdicts.map(({ entry }) => entry);
  try {
    return await putAll(client, prefix, entries, {
      onDone: (done) => {
        if (done % reportEvery === 0 && done < entries.length) printError(progress(done, entries.length));
      },
      onRetry: (reason) => printError(reason.in(wordingsIn[language])),
    });
  } finally {
    client.destroy();
  }
}

function callOf({ prefix }: Stage): ServiceCall {
  return {
    service: 'EventBridge',
    actions: say`events:PutEvents on the bus ${prefix}`,
    whenBusy: say`send the file again: what came already is ignored`,
  };
}

function linesOf(puts: readonly Put[], verdicts: readonly Verdict[], language: Language): readonly string[] {
  const { taken } = verdictWords[language];
  const byEntry = new Map<Entry, Verdict>(verdicts.map((verdict) => [verdict.entry, verdict]));
  return puts.flatMap(({ entry, eventId, error }) => {
    const [title = '', ...effects] = describeVerdict(byEntry.get(entry) ?? unknown(entry), language);
    return error === undefined
      ? [`${title}  ${taken(eventId ?? '')}`, ...effects]
      : [title.replace(/^[✓!]/, '✗'), `    ${tell(error, wordingsIn[language])}`];
  });
}

function summaryOf(puts: readonly Put[], { prefix }: Stage, language: Language): string {
  const taken = puts.filter(({ error }) => error === undefined).length;
  return verdictWords[language].took(prefix, taken, puts.length);
}

function unknown(entry: Entry): Verdict {
  return { entry, id: undefined, problems: [], dropped: [], doubts: [], starts: [], ends: [], history: false };
}

function printAll({ print }: Shell, lines: readonly string[]): void {
  print(lines.join('\n'));
}
