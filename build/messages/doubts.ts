import type { Position } from '../../src/journey/model/position.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { scaffoldSentences } from '../command/scaffold-words.ts';
import type { MessageFile } from './files.ts';
import type { LiquidField } from './liquid-field.ts';
import { masked } from './masked.ts';
import { reportInto } from './problem.ts';

/** A coupon that goes with a message. */
export interface Offer {
  readonly journey: string;
  readonly message: string;
  readonly percent: number;
}

/** What customers would read, and its author can hardly mean. @param offers the coupons in percent that go with them */
export function doubtfulTexts(files: readonly MessageFile[], offers: readonly Offer[]): Problem[] {
  return files.flatMap((file) => {
    const found: Problem[] = [];
    const report = reportInto(found, file.file, file.text);
    const at = (offset: number, message: Saying, suggestion: Saying) => {
      const { line, column } = placeOf(file.text, offset);
      report(line, column, message, suggestion);
    };
    draftsIn(file, at);
    doubtPreheader(file, report);
    doubtLanguage(file, files, at);
    doubtShare(file, offers, at);
    buttonsInLine(file.source.body, report);
    return found;
  });
}

type Report = (offset: number, message: Saying, suggestion: Saying) => void;

function placeOf(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Marks of what is still to be written. */
const marks =
  /\b(?:TODO|FIXME|TBD|XXX)\b|lorem ipsum|SHOP NAME|【(?:要確認|要修正|確認中|仮|未定|TODO)】|[○〇●]{2,}|△△/gi;

function draftsIn({ text }: MessageFile, at: Report): void {
  const bare = masked(text);
  for (const { 0: mark, index } of bare.matchAll(marks)) {
    if (/^[a-z]+$/.test(mark)) continue; // a word of a sentence
    at(index, say`customers would read "${mark}"`, say`finish the text, or leave it out`);
  }
  for (const sentence of scaffoldSentences) {
    const index = text.indexOf(sentence);
    if (index !== -1) at(index, say`"${sentence}" is what a new journey begins with`, say`write your own words`);
  }
}

function doubtPreheader({ source: { subject, preheader } }: MessageFile, report: ReturnType<typeof reportInto>): void {
  const [shown, beside] = [subject, preheader].map(({ text }) => bareLetters(text));
  if (!shown || !beside || !(beside.includes(shown) || shown.includes(beside))) return;
  const message = say`the preheader repeats the subject, beside which it is shown`;
  report(preheader.line, preheader.column, message, say`write one more line that makes them open the mail`);
}

/** Without what makes no difference to a reader: case, spaces, punctuation. */
function bareLetters(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}{}]/gu, '');
}

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]/gu;

/** A text in the language of another one: copied, and not yet translated. */
function doubtLanguage(file: MessageFile, files: readonly MessageFile[], at: Report): void {
  const { locale, text, journey, message } = file;
  const language = locale.split('-')[0];
  const twin = files.find(
    (one) => one.journey === journey && one.message === message && one.locale < locale && one.text === text,
  );
  if (twin && twin.locale.split('-')[0] !== language) {
    at(0, say`this is the text of ${message}.${twin.locale}.md`, say`translate it`);
    return;
  }
  const bare = masked(text).replace(/^(?:subject|preheader|sms|asks):/gm, '');
  const [ours, latin] = [bare.match(japanese)?.length ?? 0, bare.match(/[A-Za-z]/g)?.length ?? 0];
  if (language === 'ja' && ours === 0 && latin > 0) at(0, say`this text has no Japanese in it`, say`translate it`);
  if (language === 'en' && ours > latin) at(0, say`this text is in Japanese`, say`translate it`);
}

const share = /(\d{1,3}) ?[%％](?= ?(?:off\b|オフ|ＯＦＦ|割引|引き|discount))/gi;

/** "20% off" above a coupon of 10%. */
function doubtShare({ journey, message, text }: MessageFile, offers: readonly Offer[], at: Report): void {
  const given = offers.filter((offer) => offer.journey === journey && offer.message === message);
  if (given.length === 0) return;
  for (const { 0: said, 1: number, index } of masked(text).matchAll(share)) {
    if (given.some(({ percent }) => percent === Number(number))) continue;
    const worth = given[0]?.percent ?? 0;
    at(
      index,
      say`"${said}" is not the coupon of this message, which gives ${worth}%`,
      say`write {{ coupon.percent }}%`,
    );
  }
}

/** A bold link is a button in a paragraph of its own only. */
function buttonsInLine({ text, line }: LiquidField, report: ReturnType<typeof reportInto>): void {
  const lines = text.split('\n');
  for (const [index, written] of lines.entries()) {
    const found = /\*\*\[[^\][\n]+\]\([^()\n]*\)\*\*/.exec(written);
    if (!found || /^\s*[-*+>] |^\s*\d+\. /.test(written)) continue;
    const alone = written.trim() === found[0] && isApart(lines[index - 1]) && isApart(lines[index + 1]);
    if (alone) continue;
    report(line + index, found.index + 1, say`this bold link is no button`, say`put it between empty lines`);
  }
}

function isApart(neighbour: string | undefined): boolean {
  return neighbour === undefined || /^\s*$|^\s*\{%.*%\}\s*$/.test(neighbour);
}
