import { normaliseCountry } from '../../commerce/values/country.ts';
import { isCurrency } from '../../commerce/values/currency.ts';
import { normaliseLocale } from '../../commerce/values/locale.ts';
import { languageMeant } from '../reading/locale-names.ts';
import { say } from '../reading/saying.ts';
import { suggest } from '../reading/suggest.ts';
import type { ValueType } from './field.ts';
import { isMisread, type Misread, type Part, trimmed } from './misread.ts';

const quotedForm = /^"((?:[^"\\]|\\.)*)"/;

/** Reads a text: all of the part, or what is in quotes. */
export function textIn(part: Part): Part | Misread {
  const { text, offset } = part;
  if (!text.startsWith('"')) return part;
  const [whole, inside = ''] = quotedForm.exec(text) ?? [];
  if (whole === text) return { text: inside.replace(/\\(.)/g, '$1'), offset };
  if (whole === undefined) return { message: say`a quote is not closed`, suggestion: say`write " at its end`, offset };
  const behind = text.slice(whole.length).trim();
  return { message: say`"${behind}" follows a text in quotes`, suggestion: say`drop it`, offset };
}

/** Reads a list in brackets: [tea, coffee]. */
export function listIn({ text, offset }: Part): readonly Part[] | Misread {
  const suggestion = say`write the values in brackets, such as [tea, coffee]`;
  if (!text.startsWith('[') || !text.endsWith(']')) return { message: say`"${text}" is no list`, suggestion, offset };
  const items: Part[] = [];
  let rest: Part = trimmed({ text: text.slice(1, -1), offset: offset + 1 });
  while (rest.text !== '' || items.length === 0) {
    const [whole = ''] = /^(?:"(?:[^"\\]|\\.)*"[^,]*|[^,]*)/.exec(rest.text) ?? [];
    const item = textIn(trimmed({ text: whole, offset: rest.offset }));
    if (isMisread(item)) return item;
    if (item.text === '') return { message: say`the list has an empty place`, suggestion, offset: item.offset };
    items.push(item);
    if (whole.length === rest.text.length) return items;
    rest = trimmed({ text: rest.text.slice(whole.length + 1), offset: rest.offset + whole.length + 1 });
  }
  return { message: say`the list ends with a comma`, suggestion: say`drop it`, offset: offset + text.length - 1 };
}

/** The fault of a text that a field of the type never has; undefined if it may have it. */
export function impossibleText(name: string, type: ValueType, text: string): Omit<Misread, 'offset'> | undefined {
  if (type.is === 'choice' && !type.of.includes(text)) {
    return { message: say`"${name}" is never "${text}"`, suggestion: suggest(text, type.of) };
  }
  if (type.is === 'country' && normaliseCountry(text) !== text) {
    const code = normaliseCountry(text) ?? countriesByName.get(text.toLowerCase());
    const suggestion = code === undefined ? say`write its code of two letters, such as JP` : say`write ${code}`;
    return { message: say`"${text}" is no code of a country`, suggestion };
  }
  if (type.is === 'locale' && normaliseLocale(text) !== text) {
    const code = languageMeant(text) ?? normaliseLocale(text);
    const suggestion = code === undefined ? say`write one such as "ja"` : say`write "${code}"`;
    return { message: say`"${text}" is no language`, suggestion };
  }
  if (type.is === 'currency' && !isCurrency(text)) {
    return { message: say`"${text}" is no currency`, suggestion: say`write an ISO 4217 code, such as JPY` };
  }
  return undefined;
}

/** The codes of the countries by their English and Japanese names. */
const countriesByName: ReadonlyMap<string, string> = new Map(
  'JP US GB KR CN TW HK SG DE FR IT ES NL CH CA AU NZ IN TH VN ID PH MY'
    .split(' ')
    .flatMap((code) => ['en', 'ja'].map((locale) => [nameOf(code, locale), code])),
);

function nameOf(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region' }).of(code)?.toLowerCase() ?? code;
}
