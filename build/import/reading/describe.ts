import path from 'node:path';
import { channels } from '../../../src/commerce/customer/channel.ts';
import { visibleLine } from '../../../src/commerce/values/visible.ts';
import type { Language } from '../../../src/commerce/words.ts';
import type { NamedColumns } from '../../../src/connectors/files/columns.ts';
import type { FileOutcome } from '../../../src/connectors/files/import-file.ts';
import { isSummed } from '../../../src/connectors/files/order-total.ts';
import type { FileColumns } from '../../../src/connectors/files/row.ts';
import { type UnreadStatus, unreadStatuses } from '../../../src/connectors/files/status-columns.ts';
import { suggestColumns } from '../../../src/connectors/files/suggest-columns.ts';
import type { InspectedFile } from './inspect.ts';
import type { OpenedFile } from './open.ts';
import { adviceOf } from './status-advice.ts';
import { storedLines } from './stored-lines.ts';
import type { CountedProblem, Survey } from './survey.ts';

/** More problems than this are counted, not listed. */
const mostProblems = 40;
const mostUnused = 20;

type Say = (en: string, ja: string) => string;

/** The one of two texts that is in the language. */
export function speakerOf(language: Language): Say {
  return (en, ja) => (language === 'ja' ? ja : en);
}

/** The lines about the file itself: what it is, how it is read, which column holds what. */
export function describeFile(
  inspected: InspectedFile,
  opened: OpenedFile,
  named: NamedColumns,
  language: Language,
): readonly string[] {
  const say = speakerOf(language);
  const { format, fileImport, header } = opened;
  const { times, exportedAt } = fileImport.context;
  const { names, places } = fileImport.columns;
  const used = new Set(places.values());
  const unused = header.filter((name, place) => !used.has(place) && name.trim() !== '');
  const encoding = inspected.encoding ?? '?';
  return [
    say(
      `${path.basename(inspected.file)}: ${format.title.en} (${format.name}; --format selects another)`,
      `${path.basename(inspected.file)}: ${format.title.ja}（${format.name}。--format で変更できます）`,
    ),
    say(
      `${encoding}; times without an offset are of ${times.zone} (--time-zone); exported ${exportedAt} (--exported-at)`,
      `文字コード ${encoding}、時差のない日時は${times.zone}の時刻（--time-zone）、エクスポート日時 ${exportedAt}（--exported-at）`,
    ),
    '',
    `${say('Columns', '列')}: ${[...names].map(([field, name]) => `${field} ← ${name}`).join(say(', ', '、'))}`,
    ...(isSummed({ has: (field) => places.has(field) })
      ? [
          say(
            'No column holds totals: each is the sum of quantity times price, without shipping, taxes and discounts. Name the column, if there is one: --columns "total=…"',
            '合計の列がないため、数量×単価の合計を使います（送料・税・値引きは含みません）。合計の列があれば --columns "total=…" で指定してください',
          ),
        ]
      : []),
    ...describeLonelyDates(fileImport.columns, say),
    ...describeStatus(unreadStatuses(header, format, fileImport.columns, named), say),
    ...(unused.length === 0 ? [] : describeUnused(unused, suggestColumns(header, format, fileImport.columns), say)),
  ];
}

/** A column that says when somebody agreed, where none says who did: it is counted for nothing unless the user says so. */
function describeLonelyDates({ names }: FileColumns, say: Say): readonly string[] {
  return channels.flatMap((channel) => {
    const name = names.get(`${channel}-consented`);
    if (name === undefined || names.has(`${channel}-consent`)) return [];
    const pair = `--columns "${channel}-consent=${visibleLine(name)}"`;
    return [
      say(
        `The column ${visibleLine(name)} says when somebody agreed, but no column says who did: no agreement is imported. If a date in it means that somebody agreed, say ${pair}.`,
        `列「${visibleLine(name)}」に同意の日時がありますが、同意の有無を示す列がないため、同意は取り込みません。日時があることが同意を意味するなら ${pair} を指定してください。`,
      ),
    ];
  });
}

function describeStatus(unread: readonly UnreadStatus[], say: Say): readonly string[] {
  if (unread.length === 0) return [];
  const { en, ja } = adviceOf(unread);
  return [say(`Before --yes: ${en}`, `--yes の前に: ${ja}`)];
}

/** The columns that no field reads, and how to name one that should be read. */
function describeUnused(unused: readonly string[], suggested: readonly string[], say: Say): readonly string[] {
  const pairs = suggested.map(visibleLine).join(',');
  return [
    `${say('Not used', '使わない列')}: ${listed(unused.map(visibleLine), mostUnused, say)}`,
    say(
      `  To use one, name its field: --columns "FIELD=COLUMN" (--help lists the fields)${pairs === '' ? '' : `. Perhaps: --columns "${pairs}"`}`,
      `  使う場合は --columns "項目=列名" で指定してください（項目は --help で確認できます）${pairs === '' ? '' : `。候補: --columns "${pairs}"`}`,
    ),
  ];
}

function listed(names: readonly string[], most: number, say: Say): string {
  const more = names.length - most;
  const shown = names.slice(0, most).join(say(', ', '、'));
  return more > 0 ? `${shown}${say(` and ${more} more`, `、ほか${more}列`)}` : shown;
}

/** The first rows as they would be stored. */
export function describeSamples(samples: readonly FileOutcome[], language: Language): readonly string[] {
  const say = speakerOf(language);
  if (samples.length === 0) return [];
  const head = say('The first rows as they would be stored:', '先頭の行の取り込み結果:');
  return ['', head, ...samples.flatMap((outcome) => storedLines(outcome, language))];
}

/** The counts of a file, and its problems by column. */
export function describeSurvey(survey: Survey, language: Language): readonly string[] {
  const say = speakerOf(language);
  const parts = [
    say(rowsIn(survey.rows), `${count(survey.rows)}行`),
    say(`${count(survey.imported)} to import`, `取り込み ${count(survey.imported)}行`),
    ...(survey.leftOut > 0 ? [say(`${count(survey.leftOut)} left out`, `対象外 ${count(survey.leftOut)}行`)] : []),
    say(`${count(survey.refused)} refused`, `取り込めない行 ${count(survey.refused)}行`),
  ];
  return [
    '',
    `${parts.join(say(', ', '、'))}${say('.', '。')}`,
    ...totals(survey, say),
    ...undatedLines(survey, say),
    ...[...survey.reasons.values()].map(({ said, count: rows }) =>
      say(`  left out, ${rowsIn(rows)}: ${said.en}`, `  対象外 ${count(rows)}行: ${said.ja}`),
    ),
    ...problemLines(survey.problems, say('Refused:', '取り込めない行:'), language),
    ...problemLines(survey.notes, say('Imported without a field:', '一部の項目を省いて取り込む行:'), language),
  ];
}

/** What becomes of agreements without a date, and what the user may say about them. */
function undatedLines({ undatedConsents }: Survey, say: Say): readonly string[] {
  if (undatedConsents === 0) return [];
  const number = count(undatedConsents);
  return [
    say(
      `  agreements without a date: ${number}. They are left out: an agreement whose time nobody knows proves nothing. --columns "email-consented=…" names the column of dates; --consent-date 2024-04-01 says a date from which you can prove them all; --consent-date none imports the customers without them.`,
      `  日時のない同意: ${number}件。いつ同意したか分からないものは証拠にならないため、取り込みません。日時の列があれば --columns "email-consented=…"、全員分を証明できる日付があれば --consent-date 2024-04-01、同意を省いて取り込むなら --consent-date none を指定してください。`,
    ),
  ];
}

function totals({ types, consents }: Survey, say: Say): readonly string[] {
  const counted = (entries: ReadonlyMap<string, number>) =>
    [...entries].map(([name, number]) => `${name} ${count(number)}`).join(say(', ', '、'));
  const none = say('none', 'なし');
  return [
    `  ${say('events', 'イベント')}: ${counted(types) || none}`,
    `  ${say('consents', '同意')}: ${counted(consents) || none}`,
  ];
}

function problemLines(
  problems: ReadonlyMap<string, CountedProblem>,
  title: string,
  language: Language,
): readonly string[] {
  const say = speakerOf(language);
  const all = [...problems.values()].sort((one, other) => other.count - one.count);
  const more = all.length - mostProblems;
  return [
    ...(all.length > 0 ? ['', title] : []),
    ...all.slice(0, mostProblems).map((problem) => problemLine(problem, language)),
    ...(more > 0 ? [say(`  and ${more} more kinds`, `  ほか${more}種類`)] : []),
  ];
}

function problemLine({ column, said, count: rows, rows: first }: CountedProblem, language: Language): string {
  const say = speakerOf(language);
  const [one, ...others] = first;
  const more = rows - first.length;
  const tail = others.length === 0 ? '' : say(` (also rows ${others.join(', ')}`, `（ほか ${others.join('、')}行目`);
  const end = more > 0 ? say(` and ${count(more)} more`, `、さらに${count(more)}行`) : '';
  const rest = tail === '' ? '' : `${tail}${end}${say(')', '）')}`;
  const name = visibleLine(column);
  return say(`  row ${one}, column ${name}: ${said.en}${rest}`, `  ${one}行目 列「${name}」: ${said.ja}${rest}`);
}

function rowsIn(rows: number): string {
  return rows === 1 ? '1 row' : `${count(rows)} rows`;
}

/** A number with separators. */
export function count(number: number): string {
  return number.toLocaleString('en');
}
