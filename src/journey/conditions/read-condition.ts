import { type Saying, say } from '../reading/saying.ts';
import { anyOf, nearest, suggest, suggestSegment } from '../reading/suggest.ts';
import { amountIn, grouped } from './amounts.ts';
import type { AskedField, Test } from './asked.ts';
import { questionsOf } from './compile.ts';
import { isGroup, nodeAt } from './field.ts';
import { type CountForm, countForms, fixedForms, moneyForms, type NamedForm, namedForms } from './forms.ts';
import { after, before, behind, isMisread, type Misread, type Part } from './misread.ts';
import { type NamedField, namedFields, nameOf } from './names.ts';
import { sentenceMeant } from './other-sentences.ts';
import { impossibleIn } from './possible.ts';
import { comparisonIn, plainAmountIn, testIn } from './read-test.ts';
import type { Scope } from './scope.ts';

/** Reads one plain condition: `order.total over 10,000 JPY`, `in segment loyal`. */
export function readPlainCondition(text: string, scope: Scope): AskedField | Misread {
  const part: Part = { text: text.trim(), offset: text.length - text.trimStart().length };
  const wide = fullWidthIn(part);
  if (wide) return inJapanese(part) ?? wide;
  const asked = readSentence(part, scope) ?? readField(part, scope);
  const meant = isMisread(asked) ? sentenceMeant(part.text) : undefined;
  if (meant) return { message: say`"${part.text}" is no condition`, suggestion: meant, offset: part.offset };
  if (isMisread(asked)) return several(part) ?? asked;
  return nodeAt(scope.fields, asked.path) ? asked : notHere(asked, part, scope);
}

/** The condition that a Japanese sentence means, also with full-width digits. */
function inJapanese({ text, offset }: Part): Misread | undefined {
  const meant = /\p{Script=Han}/u.test(text) ? sentenceMeant(text.normalize('NFKC')) : undefined;
  return meant && { message: say`"${text}" is no condition`, suggestion: meant, offset };
}

/** Several conditions in one line are none. */
function several({ text, offset }: Part): Misread | undefined {
  const [, word] = / (and|or) (?!less\b|more\b|fewer\b|higher\b|lower\b)/.exec(withoutQuotes(text)) ?? [];
  if (word === undefined) return undefined;
  const suggestion = word === 'or' ? say`write "any of:" and a line for each` : say`write a list, a line for each`;
  return { message: say`"${text}" is more than one condition`, suggestion, offset };
}

function withoutQuotes(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => ' '.repeat(quoted.length));
}

/** The fault of a condition that can never or always hold. @param text as it is written */
export function checkAsked(asked: AskedField, text: string, { fields }: Scope): Misread | undefined {
  for (const [path, accepted] of questionsOf(asked, fields)) {
    const keys: string[] = JSON.parse(path);
    const node = nodeAt(fields, keys);
    const name = nameOf(keys.at(-1) === 'amount' ? keys.slice(0, -1) : keys);
    const [fault] = node && !isGroup(node) ? impossibleIn(name, node, accepted) : [];
    if (fault) return { message: fault.message, suggestion: fault.suggestion, offset: placeOfValue(text) };
  }
  return undefined;
}

/** The offset of the first number behind the first word, or of the beginning. */
function placeOfValue(text: string): number {
  const found = /(?<=^\s*\S+\s(?:.*\s)?)\d/.exec(text);
  return found?.index ?? 0;
}

/** Full-width digits, letters and signs look like others, and mean nothing outside of quotes. */
function fullWidthIn({ text, offset }: Part): Misread | undefined {
  const bare = withoutQuotes(text);
  const found = /[\uff01-\uff5e\u3000\uffe5](?:.*[\uff01-\uff5e\u3000\uffe5])?/.exec(bare);
  if (!found) return undefined;
  const plain = text.normalize('NFKC').replace(/[、，]/g, ',');
  const suggestion = say`write "${plain}", or put a value in quotes if it is really so`;
  return { message: say`"${found[0]}" is in full-width characters`, suggestion, offset: offset + found.index };
}

function readSentence(part: Part, scope: Scope): AskedField | Misread | undefined {
  const fixed = fixedForms.find((form) => after(part, form.text)?.text === '');
  if (fixed) return { path: fixed.path, test: fixed.test };
  for (const form of namedForms) {
    const not = after(part, form.not);
    const name = not ?? after(part, form.lead);
    if (name) return named(form, name, not !== undefined, scope);
  }
  for (const form of countForms.toReversed()) {
    const rest = after(part, form.lead);
    if (rest) return counted(form, rest);
  }
  for (const { lead, path } of moneyForms) {
    const rest = after(part, lead);
    if (rest) return asField(path, comparisonIn(rest, amountIn) ?? unasked(lead, 'over 50,000 JPY', rest));
  }
  return undefined;
}

function asField(path: readonly string[], test: Test | Misread): AskedField | Misread {
  return isMisread(test) ? test : { path, test };
}

function unasked(lead: string, example: string, { text, offset }: Part): Misread {
  const message = text === '' ? say`"${lead}" is not finished` : say`"${text}" is not how "${lead}" goes on`;
  return { message, suggestion: say`write "${lead} ${example}"`, offset };
}

/** Reads "in segment loyal": the name, of what the shop or the language has. */
function named(form: NamedForm, { text, offset }: Part, not: boolean, scope: Scope): AskedField | Misread {
  const all = form.names ?? namesAt(scope, form);
  if (text === '') return { message: form.which, suggestion: say`write ${anyOf(all)}`, offset };
  if (form.names && !form.names.includes(text)) {
    return { message: say`"${text}" is no ${form.what}`, suggestion: suggest(text, all), offset };
  }
  const paths = form.paths(text);
  const path = paths.find((one) => isValue(nodeAt(scope.fields, one))) ?? paths[0] ?? [];
  const node = nodeAt(scope.fields, path);
  if (!node && !form.names && nodeAt(scope.fields, path.slice(0, -1))) {
    return { message: say`unknown segment "${text}"`, suggestion: suggestSegment(text, all), offset };
  }
  const isAlways = node !== undefined && 'always' in node && node.always;
  const test: Test = { asks: 'values', values: [!(not && isAlways)] };
  return { path, test: not && !isAlways ? { ...test, not: true } : test };
}

function isValue(node: ReturnType<typeof nodeAt>): boolean {
  return node !== undefined && !isGroup(node);
}

/** The names that the scope has where a form's path ends. */
function namesAt({ fields }: Scope, form: NamedForm): readonly string[] {
  const [parent = []] = form.paths('').map((path) => path.slice(0, -1));
  const node = nodeAt(fields, parent);
  return node && 'below' in node ? Object.keys(node.below) : [];
}

/** Reads "at least 3 times", "once", "60 days ago or less". */
function counted(form: CountForm, part: Part): AskedField | Misread {
  const { path } = form;
  const compared = comparisonIn(part, (rest) => countIn(form, rest));
  if (compared) return asField(path, compared);
  const bound = countIn(form, part);
  return isMisread(bound) ? bound : { path, test: { asks: 'values', values: [bound.number] } };
}

function countIn({ lead, unit, tail, one }: CountForm, part: Part) {
  const example = `at least 3 ${unit[1]}${tail && ` ${tail}`}`;
  const open = tail === '' ? part : before(part, tail);
  if (one !== undefined && open?.text === one) return { number: 1 };
  const amount = open && (before(open, unit[1]) ?? before(open, unit[0]));
  if (!amount || amount.text === '') return unasked(lead, example, part);
  const number = plainAmountIn(amount);
  if (!isMisread(number) && /^\d{1,3}(?:\.\d{3})+$/.test(amount.text)) {
    const whole = grouped(Number(amount.text.replaceAll('.', '')));
    return { message: say`"${amount.text}" is no number`, suggestion: say`write "${whole}"`, offset: amount.offset };
  }
  if (isMisread(number) || number.number !== 1 || one === undefined) return number;
  const message = say`"${part.text}" is not how it is said`;
  return { message, suggestion: say`write "${one}"`, offset: part.offset };
}

function readField(part: Part, scope: Scope): AskedField | Misread {
  const [written = ''] = /^\S+/.exec(part.text) ?? [];
  const rest = behind(part, written.length);
  const field = fieldNamed(written, scope);
  if (!field) return unknownField(written, part, scope);
  return asField(field.path, testIn(field, rest));
}

/** The field of a name: as it is, with the noun that the event is about before it, or with the id of a noun. */
function fieldNamed(written: string, { fields, noun }: Scope): NamedField | undefined {
  const all = namedFields(fields);
  const wanted = [written, written.replace(/\.id$/, ''), ...(noun === undefined ? [] : [`${noun}.${written}`])];
  return wanted.map((name) => all.find((field) => field.name === name)).find((field) => field !== undefined);
}

function unknownField(written: string, part: Part, scope: Scope): Misread {
  const { offset } = part;
  const path = written.split('.');
  const sentence = sentenceFor(path) ?? sentenceLike(part.text);
  if (sentence !== undefined) {
    return { message: say`"${part.text}" is no condition`, suggestion: say`write "${sentence}"`, offset };
  }
  const suggestion = scope.elsewhere?.(path) ?? nearestField(written, scope) ?? scope.otherwise ?? examples;
  return { message: scope.unknown(written), suggestion, offset };
}

/** The field whose name is meant, as advice. */
function nearestField(written: string, { fields, noun }: Scope): Saying | undefined {
  const names = namedFields(fields).map(({ name }) => name);
  const own = noun === undefined ? [] : names.filter((name) => name.startsWith(`${noun}.`));
  const near = nearest(written, names) ?? nearest(`${noun}.${written}`, own);
  return near === undefined ? undefined : say`did you mean "${near}"?`;
}

const examples = say`write a field and what is asked of it, such as "survey.score 6 or less", or a sentence, such as "in segment loyal"`;

/** The sentence that asks about a value for which people write its path in patterns. */
function sentenceFor(path: readonly string[]): string | undefined {
  const name = path.join('.').toLowerCase();
  if (name === 'orders.count') return 'ordered at least 3 times';
  if (name === 'orders.spent') return 'spent over 50,000 JPY';
  if (name === 'orders.total') return 'last order over 10,000 JPY';
  if (/^orders\.since/.test(name)) return 'not ordered since the start';
  if (/^orders\.days/.test(name)) return 'last ordered at least 60 days ago';
  if (/^orders\.open/.test(name)) return 'no refund is open';
  if (/^segments?\b/.test(name)) return 'in segment loyal';
  return /^(customer\.)?consent\b/.test(name) ? 'agreed to email' : undefined;
}

/** The sentences by their first words, each with an example, for those who misspell one. */
const leads: readonly (readonly [lead: string, example: string])[] = [
  ...fixedForms.map(({ text }) => [text, text] as const),
  ...namedForms.flatMap(({ lead, not, names = ['loyal'] }) =>
    [lead, not].map((one) => [one, `${one} ${names[0] ?? ''}`] as const),
  ),
  ...countForms.map(({ lead, unit, tail }) => [lead, `${lead} at least 3 ${unit[1]} ${tail}`.trim()] as const),
  ...moneyForms.map(({ lead }) => [lead, `${lead} over 50,000 JPY`] as const),
];

/** The text with the first words of a sentence that are meant; an example, where nothing follows them. */
function sentenceLike(text: string): string | undefined {
  const written = text.split(/\s+/);
  const near = leads.find(([lead]) => {
    const start = written.slice(0, lead.split(' ').length).join(' ');
    return start !== lead && start.length > 4 && nearest(start, [lead]) !== undefined;
  });
  if (near === undefined) return undefined;
  const rest = written.slice(near[0].split(' ').length);
  return rest.length === 0 ? near[1] : [near[0], ...rest].join(' ');
}

/** The fault of a condition on what this place does not know. */
function notHere(asked: AskedField, part: Part, { unasked: fault, elsewhere, otherwise }: Scope): Misread {
  return { message: fault(part.text), suggestion: elsewhere?.(asked.path) ?? otherwise, offset: part.offset };
}
