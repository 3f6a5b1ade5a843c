import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import type { FileResource } from '../../src/connectors/files/fields.ts';
import { FileError } from '../../src/connectors/files/problem.ts';
import { type UnreadStatus, unreadStatuses } from '../../src/connectors/files/status-columns.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import {
  CommandError,
  readArguments,
  readLanguage,
  readWholeNumber,
  refuseMore,
  type Shell,
  UsageError,
} from '../command/command.ts';
import { loadSettings } from '../journeys.ts';
import { currentTime, isLocal } from '../stage/clock.ts';
import { stageNamed } from '../stage/stage.ts';
import { importOptions, readConsentDate, readDates, readDefaults, readExportedAt, readStatuses } from './options.ts';
import { Progress } from './progress.ts';
import { count, describeFile, describeSamples, describeSurvey, speakerOf } from './reading/describe.ts';
import { type InspectedFile, inspectFile } from './reading/inspect.ts';
import { readNamedColumns } from './reading/named-columns.ts';
import { type OpenedFile, openFile, type ReadingOptions } from './reading/open.ts';
import { adviceOf } from './reading/status-advice.ts';
import { Survey } from './reading/survey.ts';
import { RejectedRows } from './rejected.ts';
import { sendOutcomes } from './send.ts';
import { StateFile } from './state.ts';

/** So many events a second go to a stage on AWS, unless the user says otherwise: live events do not wait behind them. */
export const usualRate = 100;

type Values = ReturnType<typeof valuesOf>['values'];

/** A file, and how it is read. */
interface Task {
  readonly inspected: InspectedFile;
  readonly options: ReadingOptions;
  readonly values: Values;
  readonly language: Language;
  readonly shell: Shell;
}

/**
 * Imports a file: reads all of it, says what it holds, and sends it if the user says so.
 * @returns 1 when a row is refused
 * @throws UsageError, CommandError
 */
export async function importFile(resource: FileResource, args: readonly string[], shell: Shell): Promise<number> {
  const { values, positionals } = valuesOf(args);
  const language = readLanguage(values.lang);
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError(say`Which file? Name one. See --help.`);
  refuseMore(others, say`name one file`);
  stageNamed(values.stage);
  try {
    return await importTask(await taskOf(file, resource, { values, language, shell }));
  } catch (error) {
    throw error instanceof FileError ? new CommandError(error.said) : error;
  }
}

function valuesOf(args: readonly string[]) {
  return readArguments(args, importOptions);
}

async function taskOf(
  file: string,
  resource: FileResource,
  around: Pick<Task, 'values' | 'language' | 'shell'>,
): Promise<Task> {
  const { values, shell } = around;
  const { shop, timeZone: storeZone } = loadSettings(path.join(shell.root, 'statemachines'));
  const columns = readNamedColumns(values.columns ?? [], resource);
  const statuses = readStatuses(values.status ?? []);
  const [defaults, dates] = [readDefaults(values), readDates(values.dates)];
  const now = Date.parse(await currentTime());
  const inspected = await inspectFile(file, values.encoding);
  const zone = defaults.zone ?? storeZone;
  const exportedAt = readExportedAt(values['exported-at'], inspected.writtenAt, now, zone);
  const consentDate = readConsentDate(values['consent-date'], now, zone);
  const said = { ...(dates && { dates }), ...(consentDate !== undefined && { consentDate }) };
  const context = { shop, now, exportedAt, defaults, statuses, storeZone, ...said };
  const format = values.format === undefined ? {} : { format: values.format };
  return { ...around, inspected, options: { resource, columns, context, ...format } };
}

async function importTask(task: Task): Promise<number> {
  const { inspected, options, values, language, shell } = task;
  const opened = await openFile(inspected, options);
  shell.print(describeFile(inspected, opened, options.columns, language).join('\n'));
  const survey = await surveyOf(opened, task);
  shell.print([...describeSamples(survey.samples, language), ...describeSurvey(survey, language)].join('\n'));
  const unread = unreadStatuses(opened.header, opened.format, opened.fileImport.columns, options.columns);
  if (values.yes && unread.length > 0) throw unreadStatus(unread);
  if (values.yes && survey.undatedConsents > 0 && values['consent-date'] === undefined) throw undated(survey);
  const refusedByBus = values.yes ? await send(task, survey) : tellNothingSent(task, survey);
  return survey.refused + refusedByBus > 0 ? 1 : 0;
}

/** Nothing is sent before somebody has said what becomes of agreements that nobody can date. */
function undated({ undatedConsents }: Survey): CommandError {
  return new CommandError({
    en: `Nothing was sent: ${count(undatedConsents)} agreements have no date, and prove nothing without one. Say the date from which you can prove them (--consent-date 2024-04-01), or import the customers without them (--consent-date none).`,
    ja: `まだ何も送っていません。日時のない同意が${count(undatedConsents)}件あり、そのままでは同意の証拠になりません。証明できる日付を --consent-date 2024-04-01 のように指定するか、--consent-date none で同意を省いて取り込んでください。`,
  });
}

/** Nothing is sent before somebody has said whether a column tells which orders or members do not count. */
function unreadStatus(unread: readonly UnreadStatus[]): CommandError {
  const { en, ja } = adviceOf(unread);
  return new CommandError({ en: `Nothing was sent: ${en}`, ja: `まだ何も送っていません。${ja}` });
}

async function surveyOf({ outcomes }: OpenedFile, { shell, language }: Task): Promise<Survey> {
  const survey = new Survey();
  const told = speakerOf(language);
  const progress = new Progress(shell.printError, language, (rows) =>
    told(`${rows} rows read …`, `${rows}行を読みました…`),
  );
  for await (const outcome of outcomes) {
    survey.take(outcome);
    progress.tell(survey.rows);
  }
  return survey;
}

function tellNothingSent({ values, language, shell }: Task, survey: Survey): number {
  const { prefix, name } = stageNamed(values.stage);
  const told = speakerOf(language);
  const rejected = survey.refused > 0;
  shell.print('');
  shell.print(
    told(
      `Nothing was sent. --yes sends ${count(survey.events)} events to the stage ${name} (bus ${prefix})${rejected ? ', and writes the refused rows to a file beside this one' : ''}.`,
      `まだ何も送っていません。--yes を付けると、ステージ${name}（バス ${prefix}）へイベント${count(survey.events)}件を送ります${rejected ? '。取り込めない行は、隣のファイルに書き出します' : ''}。`,
    ),
  );
  return 0;
}

/** @returns the number of rows that the bus refused for good */
async function send(task: Task, survey: Survey): Promise<number> {
  const { inspected, options, values, language, shell } = task;
  const stage = stageNamed(values.stage);
  const told = speakerOf(language);
  const opened = await openFile(inspected, options);
  const state = new StateFile(`${inspected.file}.${stage.prefix}.import.json`, keyOf(task));
  const before = state.read();
  if (before) shell.printError(told(`Goes on after row ${before.row}.`, `${before.row}行目の続きから再開します。`));
  const written = before && {
    files: before.rejectedFiles,
    bytes: before.rejectedBytes,
    digest: before.rejectedDigest,
  };
  const rejected = new RejectedRows(`${inspected.file}.rejected.csv`, opened.header, language, written);
  const progress = new Progress(shell.printError, language, (sent, rate, left) =>
    told(
      `${sent} of ${count(survey.events)} events sent, ${rate} a second, ${left} left`,
      `イベント ${sent} / ${count(survey.events)}件を送信（毎秒${rate}件、残り${left}）`,
    ),
  );
  const { events, refusedByBus } = await sendOutcomes(opened.outcomes, {
    stage,
    shop: options.context.shop,
    rate: rateOf(values.rate),
    state,
    rejected,
    onSent: (sent) => progress.tell(sent, survey.events),
    onRetry: (reason) => shell.printError(reason.in(wordingsIn[language])),
  });
  const refused = survey.refused + refusedByBus;
  const where = rejected.files.join(told(' and ', 'と'));
  const rest =
    refused > 0
      ? told(
          ` ${count(refused)} rows are in ${where}, each with its reason: mend and import it.`,
          `取り込めなかった${count(refused)}行は、理由とともに${where}にあります。修正して取り込んでください。`,
        )
      : '';
  shell.print('');
  shell.print(
    told(
      `The bus ${stage.prefix} took ${count(events)} events.${rest}`,
      `バス ${stage.prefix} がイベント${count(events)}件を受け付けました。${rest}`,
    ),
  );
  return refusedByBus;
}

/** What must be the same for an interrupted import to go on. */
function keyOf({ inspected, options, values }: Task): string {
  const { columns, format, resource, context } = options;
  const { defaults, statuses, dates, consentDate } = context;
  const reading = [
    resource,
    format,
    columns,
    defaults,
    [...statuses],
    dates,
    inspected.encoding,
    consentDate,
    values['exported-at'],
  ];
  const target = [values.stage, process.env.AWS_ENDPOINT_URL];
  return createHash('sha256')
    .update(JSON.stringify([inspected.hash, reading, target]))
    .digest('hex');
}

function rateOf(text: string | undefined): number {
  if (text !== undefined) return readWholeNumber('rate', text, 0, 100_000);
  return isLocal() ? 0 : usualRate;
}
