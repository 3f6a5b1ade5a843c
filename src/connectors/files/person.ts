import { addressKinds } from '../../commerce/customer/channel.ts';
import { identityKinds } from '../../commerce/customer/identity.ts';
import { handleKinds } from '../../commerce/values/handle.ts';
import { countryNamed } from './cells/country.ts';
import { withoutEra } from './cells/era.ts';
import { languageNamed } from './cells/language.ts';
import { leftOut, notExpected } from './expected.ts';
import type { FileField } from './fields.ts';
import { unquoted } from './row.ts';
import type { RowReader } from './row-reader.ts';

/** The customer of an event, without consent. */
export type FilePerson = Readonly<Record<string, unknown>>;

const nobody = {
  en: 'is empty, and so is all else that names a customer; expected an e-mail address such as name@example.com, a phone number or an id; fill one in, or remove the row',
  ja: 'お客様を特定できる値がありません。name@example.com のようなメールアドレス、電話番号、会員IDのいずれかを書くか、行を削除してください',
};

/**
 * Reads the customer of a row: names and addresses, and what else the file says of them.
 * @param idField the column of the store's own id of the customer
 */
export function readPerson(reader: RowReader, idField: FileField): FilePerson {
  const { defaults } = reader.context;
  const person: FilePerson = {
    id: reader.identifier(idField),
    email: unquoted(reader.text('email'))?.normalize('NFKC'),
    phone: unquoted(reader.text('phone')),
    lineId: reader.text('line'),
    ...Object.fromEntries(handleKinds.map((kind) => [kind, unquoted(reader.text(kind))])),
    name: nameOf(reader),
    locale: localeOf(reader) ?? defaults.locale,
    country: countryOf(reader) ?? defaults.country,
    timeZone: reader.text('zone'),
    birthday: birthdayOf(reader.text('birthday')),
    verified: verifiedOf(reader),
  };
  const isNobody = reader.text(idField) === undefined && identityKinds.every((kind) => person[kind] === undefined);
  if (isNobody) reader.refuse(namingField(reader, idField), nobody);
  return present(person);
}

/** The names and addresses of a person: what a statement about consent needs beside it. */
export function identitiesOf({ phone, country, verified, ...person }: FilePerson): FilePerson {
  const names = identityKinds.map((kind) => [kind, person[kind]]);
  return present({ ...Object.fromEntries(names), phone, country: phone === undefined ? undefined : country, verified });
}

/** The fields that have a value. */
export function present(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** First name, family name; in the letters of East Asia the other way round. */
function nameOf(reader: RowReader): string | undefined {
  const parts = [reader.text('first-name'), reader.text('last-name')].filter((part) => part !== undefined);
  const isFamilyFirst = parts.some((part) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(part));
  const ordered = isFamilyFirst ? parts.toReversed() : parts;
  return reader.text('name') ?? (ordered.join(' ') || undefined);
}

/** A text that is no language is left as it is: the contract drops it, and says so. */
function localeOf(reader: RowReader): string | undefined {
  const text = reader.text('locale');
  return text === undefined ? undefined : (languageNamed(text) ?? text);
}

function countryOf(reader: RowReader): string | undefined {
  const text = reader.text('country');
  if (text === undefined) return undefined;
  const country = countryNamed(text);
  if (country === undefined) reader.note('country', leftOut(notExpected('country')));
  return country;
}

/** The day of a birthday as events carry it, whatever time stands behind it. One that cannot be read is left as it is. */
function birthdayOf(text: string | undefined): string | undefined {
  const [, year, month, day] =
    /^(?:(\d{4})[-/.年])?-{0,2}(\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(compactDay(text ?? '')) ?? [];
  if (month === undefined || day === undefined) return text;
  return `${year ?? '-'}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** 19900430 as 1990-04-30, and years of our era in place of Japanese ones. */
function compactDay(text: string): string {
  return withoutEra(text).replace(/^((?:19|20)\d\d)(\d\d)(\d\d)$/, '$1-$2-$3');
}

function verifiedOf(reader: RowReader): readonly string[] | undefined {
  const kinds = [...addressKinds, ...handleKinds].filter((kind) => reader.flag(`${kind}-verified`));
  return kinds.length > 0 ? kinds : undefined;
}

/** The first column of the file that names a customer. */
function namingField({ cells }: RowReader, idField: FileField): FileField {
  const fields: readonly FileField[] = ['email', idField, 'phone', 'line', ...handleKinds];
  return fields.find((field) => cells.has(field)) ?? idField;
}
