import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examine } from '../../build/examine.ts';
import { describeWarning, warningsOf } from '../../build/warnings.ts';
import type { MessageList } from '../../src/journey/model/messages.ts';
import { parseJourney } from '../../src/journey/parsing/parse.ts';
import { readStoreSettings, usualSettings } from '../../src/journey/parsing/store-settings.ts';
import { describeProblem, JourneyError } from '../../src/journey/reading/problem.ts';
import type { Wordings } from '../../src/journey/reading/saying.ts';

const shipped = path.resolve(import.meta.dirname, '../../statemachines');

const reminder = `# A cart that was left
journey: cart
about: Reminds a shopper of what is still in the cart.
purpose: marketing
priority: 80
starts:
  on: cart.updated
  once per: cart
  again after: 7 days
ends: { when: [order.placed, cart.emptied], goal: order.placed within 5 days }
steps:
  - wait: 4 hours
  - send: reminder
  - wait: 1 day, at 10:00
  - send: last-call
    coupon: { percent: 10, for: 3 days }
`;

const survey = `journey: survey
about: Asks how it was.
purpose: transactional
starts:
  on: shipment.delivered
  once per: order
ends: { when: [order.refunded] }
steps:
  - wait: 4 days, at 10:00
  - send: ask
  - await: survey.answered
    within: 7 days
  - if: { survey: { score: [{ numeric: ["<=", 6] }] } }
    then:
      - do: { tell staff: A customer is not content. }
`;

/** A file that the sound shop has from the product. */
export function sharedText(file: string): string {
  return readFileSync(path.join(shipped, file), 'utf8');
}

function message(subject: string, ...body: readonly string[]): string {
  return `---\nsubject: ${subject}\npreheader: Hello\n---\n${body.join('\n')}\n`;
}

/** A shop without a mistake: two journeys with three messages in two languages. */
export const sound: Readonly<Record<string, string>> = {
  'cart/journey.yaml': reminder,
  'cart/messages/reminder.en.md': message(
    'Your cart',
    'Hello {{ customer.name }},',
    '',
    '**[To the cart]({{ cart.url }})**',
  ),
  'cart/messages/reminder.ja.md': message(
    'カートのご案内',
    '{{ customer.name }} 様',
    '',
    '**[カートを見る]({{ cart.url }})**',
  ),
  'cart/messages/last-call.en.md': message('A coupon', "{% render 'coupon', offer: coupon %}"),
  'cart/messages/last-call.ja.md': message('クーポンのご案内', "{% render 'coupon', offer: coupon %}"),
  'survey/journey.yaml': survey,
  'survey/messages/ask.en.md': message('How was it?', "{% render 'scale' %}"),
  'survey/messages/ask.ja.md': message('いかがでしたか', "{% render 'scale' %}"),
};

/** A change of the sound shop: a text in place of another one, a file in place of another one, or none. */
export type Change =
  | { readonly file: string; readonly from: string; readonly to: string }
  | { readonly file: string; readonly text: string | Uint8Array }
  | { readonly file: string; readonly gone: true };

/** The shop says in both of its languages what a journey does; where only one file is read, one is enough. */
function inBothLanguages(text: string): string {
  return text.replace(/^about: ([A-Z][a-z ]+\.)$/m, 'about: { en: $1, ja: お客様へのご案内です。 }');
}

function write(dir: string, file: string, text: string | Uint8Array): void {
  const full = path.join(dir, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, typeof text === 'string' ? inBothLanguages(text) : text);
}

function textsOf(dir: string): Record<string, string> {
  const shared = { 'store.yaml': 'store.yaml', 'segments.yaml': 'segments.yaml' };
  cpSync(path.join(shipped, 'layout'), path.join(dir, 'layout'), { recursive: true });
  for (const file of Object.values(shared)) cpSync(path.join(shipped, file), path.join(dir, file));
  return { ...sound };
}

/** Its messages, as a journey.yaml needs to know them. */
export const messages: MessageList = {
  reminder: { en: { ownTexts: [], answerable: true }, ja: { ownTexts: [], answerable: true } },
  'last-call': { en: { ownTexts: [], coupon: 'shown' }, ja: { ownTexts: [], coupon: 'shown' } },
  ask: { en: { ownTexts: [], answerable: true }, ja: { ownTexts: [], answerable: true } },
};

/** What is said of a journey.yaml or of store.yaml after one change, without a look at any other file. */
export function saidOfYaml({ changes: [change] }: Mistake, wordings?: Wordings): string[] {
  if (!change || 'gone' in change) throw new Error('one change of a text');
  const text = 'text' in change ? String(change.text) : replaced(shipped, change);
  const file = `statemachines/${change.file}`;
  const folder = path.dirname(change.file);
  const context = { file, folder, locales: ['en', 'ja'], messages, segments: ['lapsed', 'loyal'] };
  try {
    if (folder === '.') throw new JourneyError(readStoreSettings(text, file, usualSettings(['en', 'ja'])).problems);
    parseJourney(text, context);
    return [];
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    return error.problems.map((problem) => lineOf(describeProblem(problem, wordings)));
  }
}

/** The first line, without `statemachines/`. */
function lineOf(text: string): string {
  return (text.split('\n')[0] ?? '').replace('statemachines/', '');
}

/** What `check` says of the sound shop after the changes: a line each, without `statemachines/`. */
export async function saidOf(changes: readonly Change[], wordings?: Wordings): Promise<string[]> {
  const [said = []] = await saidIn(changes, [wordings]);
  return said;
}

/** The same in several languages. */
export async function saidIn(
  changes: readonly Change[],
  languages: readonly (Wordings | undefined)[],
): Promise<string[][]> {
  const root = mkdtempSync(path.join(tmpdir(), 'aftercart-mistakes-'));
  const findings = await examine(shopAfter(changes, path.join(root, 'statemachines'))).finally(() =>
    rmSync(root, { recursive: true }),
  );
  return languages.map((wordings) =>
    [
      ...findings.problems.map((problem) => describeProblem(problem, wordings)),
      ...warningsOf(findings).map((warning) => describeWarning(warning, wordings)),
    ].map(lineOf),
  );
}

/** Writes the sound shop to `dir`, changed. */
function shopAfter(changes: readonly Change[], dir: string): string {
  mkdirSync(dir);
  for (const [file, text] of Object.entries(textsOf(dir))) write(dir, file, text);
  for (const change of changes) apply(dir, change);
  return dir;
}

function apply(dir: string, change: Change): void {
  if ('gone' in change) rmSync(path.join(dir, change.file), { recursive: true });
  else if ('text' in change) write(dir, change.file, change.text);
  else write(dir, change.file, replaced(dir, change));
}

function replaced(dir: string, { file, from, to }: { file: string; from: string; to: string }): string {
  const text = dir === shipped ? (sound[file] ?? readShared(dir, file)) : readShared(dir, file);
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  return text.replace(from, to);
}

function readShared(dir: string, file: string): string {
  return readFileSync(path.join(dir, file), 'utf8');
}

/** A mistake, how the sound shop is changed to have it, and every line that `check` then prints. */
export interface Mistake {
  readonly mistake: string;
  readonly changes: readonly Change[];
  readonly says: readonly string[];
}

/** The text with the byte order mark and the line ends of Windows. */
export function asWindowsWrites(text = ''): string {
  return `\ufeff${text.replaceAll('\n', '\r\n')}`;
}
