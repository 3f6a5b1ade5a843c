import { type Saying, say } from '../reading/saying.ts';
import { anyOf } from '../reading/suggest.ts';
import { amountIn, readNumber } from './amounts.ts';
import type { Amount, AskedValue, Test } from './asked.ts';
import { isGroup, isMoneyField } from './field.ts';
import { comparisons, otherEnds, otherWords, words } from './forms.ts';
import { after, before, isMisread, type Misread, type Part } from './misread.ts';
import type { NamedField } from './names.ts';
import { impossibleText, listIn, textIn } from './values.ts';

/** The kinds of field by what they can be asked, each with an example and what it is. */
const kinds = {
  money: { what: say`an amount of money`, ask: ['over 10,000 JPY', 'at least 10,000 JPY', '10,000 JPY or less'] },
  number: { what: say`a number`, ask: ['at least 6', '6 or less', 'is 6'] },
  flag: { what: say`true or false`, ask: ['is true', 'is false'] },
  time: { what: say`a time`, ask: ['is known', 'is not known'] },
  lines: { what: say`a list of products`, ask: ['has product tea', 'has product in [tea, coffee]'] },
  texts: { what: say`a list`, ask: ['has gold'] },
  text: { what: say`a text`, ask: ['is …', 'in […]', 'is known'] },
} as const;

type Kind = keyof typeof kinds;

/** Reads the question that follows a field's name. */
export function testIn(field: NamedField, part: Part): Test | Misread {
  const kind = kindOf(field);
  if (part.text === '') return misread(field, say`"${field.name}" is asked nothing`, part.offset);
  if (kind === 'lines') return productIn(part) ?? notAsked(field, part);
  if (after(part, words.unknown)?.text === '') return { asks: 'known', not: true };
  if (after(part, words.known)?.text === '') return { asks: 'known' };
  if (kind === 'texts') return elementIn(part) ?? notAsked(field, part);
  const compares = kind === 'money' || kind === 'number';
  const compared = compares ? comparisonIn(part, kind === 'money' ? amountIn : plainAmountIn) : undefined;
  const lists = kind !== 'money' && kind !== 'time';
  return compared ?? (lists ? valuesIn(field, part) : undefined) ?? notAsked(field, part);
}

function kindOf({ node }: NamedField): Kind {
  if (isMoneyField(node)) return 'money';
  if (isGroup(node)) return 'lines';
  if (node.list) return 'texts';
  const { is } = node.type;
  return is === 'number' || is === 'flag' || is === 'time' ? is : 'text';
}

/** Reads "at least 6"; undefined if nothing is compared. */
export function comparisonIn(part: Part, boundIn: (part: Part) => Amount | Misread): Test | Misread | undefined {
  for (const { sign, before: lead, after: tail } of comparisons) {
    const rest = lead === '' ? before(part, tail) : after(part, lead);
    if (!rest) continue;
    const bound = boundIn(rest);
    return isMisread(bound) ? bound : { asks: 'compare', sign, bound };
  }
  return undefined;
}

/** Reads a number without a unit. */
export function plainAmountIn(part: Part): Amount | Misread {
  const number = readNumber(part);
  return typeof number === 'number' ? { number } : number;
}

/** Reads "is JP", "is not JP", "in [JP, KR]"; undefined if it is none of them. */
function valuesIn(field: NamedField, part: Part): Test | Misread | undefined {
  if (otherWordIn(part.text)) return undefined;
  const not = after(part, words.isNot) ?? after(part, words.notIn);
  const list = after(part, words.in) ?? after(part, words.notIn);
  const single = after(part, words.isNot) ?? after(part, words.is);
  const items = list ? listIn(list) : single && textIn(single);
  if (!items || isMisread(items)) return items;
  const values: AskedValue[] = [];
  for (const item of [items].flat()) {
    const value = scalarIn(field, item);
    if (typeof value === 'object') return value;
    values.push(value);
  }
  return { asks: 'values', values, ...(not && { not: true as const }) };
}

/** Reads one value as the field may have it. */
function scalarIn(field: NamedField, part: Part): AskedValue | Misread {
  const { node, name } = field;
  const { text, offset } = part;
  if (text === '') return misread(field, say`a value is missing`, offset);
  if (isGroup(node)) return text;
  if (node.type.is === 'number') return readNumber(part);
  if (node.type.is === 'flag') {
    if (text === 'true' || text === 'false') return text === 'true';
    return misread(field, say`"${name}" is never "${text}"`, offset);
  }
  const fault = impossibleText(name, node.type, text);
  return fault ? { ...fault, offset } : text;
}

/** Reads "has product tea" and "has product in [tea, coffee]". */
function productIn(part: Part): Test | Misread | undefined {
  const list = after(part, words.hasProductIn);
  const one = after(part, words.hasProduct);
  const items = list ? listIn(list) : one && textIn(one);
  if (!items || isMisread(items)) return items;
  const values = [items].flat().map(({ text }) => text);
  if (values.includes('')) {
    return { message: say`a product is missing`, suggestion: say`write its id`, offset: part.offset };
  }
  return { asks: 'product', values };
}

/** Reads "has gold". */
function elementIn(part: Part): Test | Misread | undefined {
  const one = after(part, words.has);
  const item = one && textIn(one);
  if (!item || isMisread(item)) return item;
  return item.text === '' ? undefined : { asks: 'element', value: item.text };
}

/** The fault of words that ask nothing of the field. */
function notAsked(field: NamedField, part: Part): Misread {
  const { what } = kinds[kindOf(field)];
  const other = otherWordIn(part.text);
  if (other) {
    const { message, suggestion } = misread(field, say`"${other[0]}" is not a word of conditions`, part.offset);
    return { message, suggestion: reworded(field, part, other) ?? suggestion, offset: part.offset };
  }
  if (comparisons.some(({ before: lead, after: tail }) => (lead ? after(part, lead) : before(part, tail)))) {
    return misread(field, say`"${field.name}" is ${what}, which "${part.text}" cannot compare`, part.offset);
  }
  return misread(field, say`"${part.text}" asks nothing of "${field.name}", which is ${what}`, part.offset);
}

/** The word that people write at the beginning or the end, and the one of this language. */
function otherWordIn(text: string): readonly [written: string, meant: string] | undefined {
  const starts = Object.entries(otherWords).filter(([word]) => text === word || text.startsWith(`${word} `));
  const ends = Object.entries(otherEnds).filter(([word]) => text.endsWith(` ${word}`));
  const glued = Object.entries(otherWords).filter(([word]) => /^[<>=≤≥!]+$/.test(word) && text.startsWith(word));
  return [...starts, ...ends, ...glued].toSorted(([one], [other]) => other.length - one.length)[0];
}

/** The question with the word that is meant, as advice; undefined if the field cannot be asked it. */
function reworded(field: NamedField, { text }: Part, [written, meant]: readonly [string, string]): Saying | undefined {
  const rest = (text.startsWith(written) ? text.slice(written.length) : text.slice(0, -written.length)).trim();
  const question = meant === orLess ? `${rest} ${meant}` : `${meant} ${rest}`.trim();
  return isMisread(testIn(field, { text: question, offset: 0 })) ? undefined : say`write "${field.name} ${question}"`;
}

/** The comparison whose words are behind the number. */
const orLess = comparisons.find(({ before: lead }) => lead === '')?.after;

function misread(field: NamedField, message: Saying, offset: number): Misread {
  const examples = kinds[kindOf(field)].ask.map((one) => `"${field.name} ${one}"`);
  return { message, suggestion: say`write ${anyOf(examples)}`, offset };
}
