import * as z from 'zod/mini';
import { identityKinds } from './identity.ts';
import { isTimeZone } from './time-zone.ts';

const instant = z.iso.datetime({ offset: true });

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}

/** Whether the text is a day of the calendar, with its year or without: 29 February is one. */
function isBirthday(text: string): boolean {
  const [, year = '2000', month, day] = /^(?:-|(\d{4}))-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** What a customer agreed to or withdrew, for one channel: when, where, and by which words. */
export const consentSchema = z.looseObject({
  granted: z.boolean().check(z.describe('true: agreed; false: withdrawn')),
  at: instant.check(z.describe('When the customer said so')),
  source: z.string().check(z.minLength(1), z.describe('Where: checkout, sign-up form, preference page …')),
  wording: z.optional(z.string().check(z.describe('The words the customer agreed to'))),
});

/** The customer as an event tells of them. Every field but one identity may be missing. */
export const customerSchema = z
  .looseObject({
    id: z.optional(z.string().check(z.minLength(1), z.describe("The store's own customer id"))),
    email: z.optional(z.email({ pattern: z.regexes.html5Email }).check(z.describe('E-mail address'))),
    phone: z.optional(
      z.string().check(z.regex(/^\+[1-9]\d{6,14}$/), z.describe('Phone number in E.164: +819012345678')),
    ),
    lineId: z.optional(z.string().check(z.minLength(1), z.describe('LINE user id'))),
    anonymousId: z.optional(z.string().check(z.minLength(1), z.describe('Browser or device id before sign-in'))),
    name: z.optional(z.string().check(z.describe('How the customer is addressed, without a title'))),
    locale: z.optional(
      z.string().check(z.refine(isLocale, 'must be a BCP 47 tag such as ja-JP'), z.describe('BCP 47: ja, en-GB')),
    ),
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/), z.describe('ISO 3166-1 alpha-2: JP, GB'))),
    timeZone: z.optional(
      z
        .string()
        .check(z.refine(isTimeZone, 'must be an IANA zone such as Asia/Tokyo'), z.describe('IANA zone: Asia/Tokyo')),
    ),
    birthday: z.optional(
      z
        .string()
        .check(
          z.refine(isBirthday, 'must be a date such as 1990-04-30, or --04-30 without the year'),
          z.describe('Birthday: 1990-04-30, or --04-30 when the year is not known'),
        ),
    ),
    consent: z.optional(
      z.looseObject({
        email: z.optional(consentSchema),
        sms: z.optional(consentSchema),
      }),
    ),
  })
  .check(
    z.refine((customer) => identityKinds.some((kind) => customer[kind] !== undefined), {
      message: `needs at least one of ${identityKinds.join(', ')}`,
    }),
  );

export type EventCustomer = z.output<typeof customerSchema>;
