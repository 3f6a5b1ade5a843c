import type { Problem } from '../../src/journey/reading/problem.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import type { MessageFile } from './files.ts';
import { mask, masked } from './masked.ts';
import { reportInto } from './problem.ts';

/** Takes note of a sign at its place in the file. */
type Report = (offset: number, message: Saying, suggestion: Saying) => void;

/** What filters take for spam, and customers for fraud, in the texts of messages. */
export function spamSigns(files: readonly MessageFile[]): Problem[] {
  return files.flatMap((file) => {
    const found: Problem[] = [];
    const report = reportInto(found, file.file, file.text);
    const at: Report = (offset, message, suggestion) => {
      const before = file.text.slice(0, offset).split('\n');
      report(before.length, (before.at(-1) ?? '').length + 1, message, suggestion);
    };
    const bare = masked(file.text);
    for (const field of ['subject', 'preheader'] as const) loudness(file, field, at);
    falseReply(file, at);
    addresses(bare, at);
    disguises(bare, at);
    attachments(bare, at);
    tooManyLinks(file, at);
    picturesOnly(file, at);
    return found;
  });
}

/** Where a field of the front matter is written. */
function offsetOf({ text, source }: MessageFile, field: 'subject' | 'preheader'): number {
  const { line, column } = source[field];
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

const inCapitals = /^(?=(?:[^A-Z]*[A-Z]){10})[^a-z]*\s[^a-z]*$/;

/** Capitals, and signs in rows: each is a point in the score of a filter. */
function loudness(file: MessageFile, field: 'subject' | 'preheader', at: Report): void {
  const written = masked(file.source[field].text);
  const start = offsetOf(file, field);
  const quiet = say`say it in plain words: filters take it for spam, and customers for shouting`;
  const row = /[!！]{2,}|[?？]{3,}|(?:[!！?？][^!！?？]*){4,}/.exec(written);
  if (row) at(start + row.index, say`the ${field} has more signs than words need: "${row[0].trim()}"`, quiet);
  if (inCapitals.test(written.replaceAll(mask, ''))) at(start, say`the ${field} is all in capitals`, quiet);
  const marks = /[★☆◆◇■□●♪♡♥]{2,}|(?:[★☆◆◇■□●♪♡♥][^★☆◆◇■□●♪♡♥]*){3,}/.exec(written);
  if (marks) at(start + marks.index, say`the ${field} is full of ornaments: "${marks[0].trim()}"`, quiet);
  const [, second] = [...written.matchAll(/【[^】]*】/g)];
  if (second === undefined) return;
  at(
    start + second.index,
    say`the ${field} has more than one 【…】`,
    say`leave one, or none: in a row of mails they all look alike`,
  );
}

/** A subject that pretends to answer: laws against deceptive subjects name it. */
function falseReply(file: MessageFile, at: Report): void {
  const start = /^(?:re|fwd?|返信|転送)[:：]/i.exec(file.source.subject.text.trim())?.[0];
  if (start === undefined) return;
  at(offsetOf(file, 'subject'), say`"${start}" pretends that the customer wrote first`, say`leave it out`);
}

const webAddress = /\bhttps?:\/\/[^\s)<>"'（）「」、。]+/gi;

/** Services that hide where a link leads: filters know them all, because spam uses them. */
const shorteners =
  /(?:^|\.)(?:bit\.ly|bitly\.com|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|v\.gd|buff\.ly|rebrand\.ly|cutt\.ly|shorturl\.at|t\.ly|tiny\.cc|rb\.gy|x\.gd|ux\.nu|00m\.in|onl\.[a-z]+)$/;

function addresses(bare: string, at: Report): void {
  for (const { 0: address, index } of bare.matchAll(webAddress)) {
    const host = hostOf(address);
    if (host === undefined || !host.includes('.') || isPrivate(host)) continue; // customers cannot open those: said elsewhere
    if (shorteners.test(host)) {
      at(
        index,
        say`${host} hides where this link leads`,
        say`write the address itself: filters take shortened ones for spam`,
      );
    } else if (/^[\d.]+$/.test(host)) {
      at(index, say`this link leads to a machine by its number`, say`write an address with the shop’s name`);
    } else if (/^http:/i.test(address)) {
      at(index, say`this address is not encrypted`, say`write "https://…": browsers warn of anything else`);
    }
  }
}

/** The host of an address; undefined where Liquid writes a part of it. */
function hostOf(address: string): string | undefined {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(address)?.[1]?.toLowerCase();
  return host?.includes(mask) ? undefined : host;
}

function isPrivate(host: string): boolean {
  return /^(127|10|192\.168)\.[\d.]+$|\.(local|localhost|internal|test)$/.test(host);
}

const link = /(?<!!)\[([^\][\n]*)\]\(\s*(https?:\/\/[^()\s]+)[^()\n]*\)/gi;

/** A link that shows another host than it leads to is what fraud does. */
function disguises(bare: string, at: Report): void {
  for (const { 1: label = '', 2: address = '', index } of bare.matchAll(link)) {
    const shown = /^\s*(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?\s*$/i.exec(label)?.[1]?.toLowerCase();
    const host = hostOf(address);
    if (shown === undefined || host === undefined || isSameSite(shown, host)) continue;
    at(index + 1, say`this link shows ${shown} and leads to ${host}`, say`show where it leads, or write words instead`);
  }
}

function isSameSite(one: string, other: string): boolean {
  const [first, second] = [one, other].map((host) => `.${host.replace(/^www\./, '')}`);
  return `${first}`.endsWith(`${second}`) || `${second}`.endsWith(`${first}`);
}

const attachment = /\b(?:attached|attachments?)\b(?! to\b)|添付/i;

function attachments(bare: string, at: Report): void {
  const found = attachment.exec(bare);
  if (!found) return;
  at(found.index, say`"${found[0]}" speaks of a file, and a message has none`, say`link to a page that shows it`);
}

/** Beyond this a mail looks like a directory, and nobody finds the one link that matters. */
const mostLinks = 12;

function tooManyLinks({ text, source }: MessageFile, at: Report): void {
  const written = [...source.body.text.matchAll(/(?<!!)\[[^\][\n]*\]\([^()\n]+\)/g)];
  if (written.length <= mostLinks) return;
  const offset = text.indexOf(source.body.text) + (written[mostLinks]?.index ?? 0);
  at(
    offset,
    say`the mail has ${written.length} links`,
    say`leave at most ${mostLinks}: filters count them, and customers read few`,
  );
}

/** So few letters beside pictures and links are no message. */
const fewestLetters = 20;

function picturesOnly({ text, source }: MessageFile, at: Report): void {
  const { text: body } = source.body;
  const picture = /!\[[^\]\n]*\]\([^()\n]+\)/.exec(body);
  if (!picture || /\{%-?\s*render\b/.test(body)) return;
  const words = masked(body).replace(/!?\[[^\]\n]*\]\([^()\n]+\)/g, '');
  if ((words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= fewestLetters) return;
  const offset = text.indexOf(body) + picture.index;
  at(
    offset,
    say`this mail is little more than a picture`,
    say`write the message in words too: many customers see no pictures, and filters read words only`,
  );
}
