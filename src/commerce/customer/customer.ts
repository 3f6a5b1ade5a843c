import * as z from 'zod/mini';
import { isBirthday } from '../values/birthday.ts';
import { normaliseCountry } from '../values/country.ts';
import { recordTextSchema } from '../values/display-text.ts';
import { normaliseEmail } from '../values/email.ts';
import { type HandleKind, handleKinds, normaliseHandle, normaliseLineId } from '../values/handle.ts';
import { looseIdSchema } from '../values/id.ts';
import { instantSchema } from '../values/instant.ts';
import { normaliseLocale } from '../values/locale.ts';
import { maxLength } from '../values/text.ts';
import { isTimeZone } from '../values/time-zone.ts';
import { addressKinds, byChannel } from './channel.ts';
import { consentOrigins } from './consent-origin.ts';
import { identityKinds } from './identity.ts';
import { isTopicName } from './topic-name.ts';

/**
 * A consent or its withdrawal for one channel: when, where, and by which words. `normaliseConsent` drops an agreement with a
 * key that is not here: it may narrow what was agreed to.
 */
export const consentSchema = z.object({
  granted: z.boolean().check(z.describe('true: agreed; false: withdrawn')),
  at: instantSchema.check(z.describe('When the customer said so')),
  source: recordTextSchema(
    maxLength.text,
    'Where: checkout, sign-up form, preference page … Kept up to 200 characters, without e-mail addresses and phone numbers',
  ),
  wording: z.optional(recordTextSchema(maxLength.text, 'The words the customer agreed to. Cut at 2,000 characters')),
  wordingId: z.optional(recordTextSchema(maxLength.title, 'The shop’s name of those words, such as newsletter-form')),
  wordingVersion: z.optional(recordTextSchema(maxLength.title, 'Their version, such as 3 or 2026-04-01')),
  topic: z.optional(
    z
      .string()
      .check(
        z.refine(isTopicName, 'must be the name of a topic, such as restock'),
        z.describe('The one topic that it is about; without it, marketing as a whole'),
      ),
  ),
  confirmed: z.optional(
    z
      .boolean()
      .check(z.describe('true: the customer has confirmed it, by a link in a mail of the shop platform’s own')),
  ),
  from: z.optional(
    z
      .enum(consentOrigins)
      .check(
        z.describe(
          'The kind of place: the form, the checkout, an import …; an agreement of an import lifts no opt-out',
        ),
      ),
  ),
  by: z.optional(
    recordTextSchema(
      maxLength.name,
      `Who of the shop took it down, where staff did: a name or a staff number. Kept as proof, also after the customer’s erasure; without e-mail addresses and phone numbers. Cut at ${maxLength.name} characters`,
    ),
  ),
});

/** A statement about one channel, as an event carries it. */
export type ChannelConsent = z.output<typeof consentSchema>;

const dropped = 'Dropped if it cannot be used';

function handle(kind: HandleKind, about: string) {
  const counts = 'It counts if it is in `verified`, or the event names its customer by nothing else';
  return z.optional(
    z.string().check(
      z.refine((text) => normaliseHandle(kind, text) === text),
      z.describe(`${about}. ${counts}. ${dropped}`),
    ),
  );
}

/**
 * The customer as an event tells of them. Only one identity is required. `normaliseCustomer` removes the
 * optional fields that do not fit before this schema sees them.
 */
export const customerSchema = z
  .object({
    id: z.optional(looseIdSchema.check(z.describe(`The store's own customer id. ${dropped}`))),
    email: z.optional(
      z.email({ pattern: z.regexes.html5Email }).check(
        z.refine((text) => normaliseEmail(text) === text),
        z.describe(`E-mail address. ${dropped}`),
      ),
    ),
    phone: z.optional(
      z
        .string()
        .check(
          z.regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, such as +819012345678'),
          z.describe(
            `Phone number, best in E.164: +819012345678. A national number (090-1234-5678) needs \`country\`. ${dropped}`,
          ),
        ),
    ),
    lineId: z.optional(looseIdSchema.check(z.describe(`LINE user id. ${dropped}`))),
    line: z.optional(
      z.string().check(
        z.refine((text) => normaliseLineId(text) === text),
        z.describe(`LINE user id: U and 32 hexadecimal digits. It is lineId by its other name. ${dropped}`),
      ),
    ),
    instagram: handle('instagram', 'Instagram user name: @tea, or the address of the page'),
    x: handle('x', 'User name on X: @tea, or the address of the page'),
    facebook: handle('facebook', 'Facebook user name, or numeric or page-scoped id'),
    anonymousId: z.optional(looseIdSchema.check(z.describe(`Browser or device id before sign-in. ${dropped}`))),
    verified: z.optional(
      z
        .array(z.enum([...addressKinds, ...handleKinds]))
        .check(
          z.describe(
            `Which of the addresses and user names in this event the shop has verified as this customer's. A list that is empty or names addresses is whole: others were typed, also those of \`verified addresses\`. ${dropped}`,
          ),
        ),
    ),
    name: z.optional(
      z
        .string()
        .check(
          z.maxLength(maxLength.name),
          z.describe(
            'How the customer is addressed, without a title. Cut if it is longer, dropped if it holds a link or seven digits',
          ),
        ),
    ),
    locale: z.optional(
      z.string().check(
        z.refine((text) => normaliseLocale(text) === text),
        z.describe(`BCP 47: ja, en-GB. ${dropped}`),
      ),
    ),
    country: z.optional(
      z.string().check(
        z.regex(/^[A-Z]{2}$/, 'must be two capital letters, such as JP'),
        z.refine((text) => normaliseCountry(text) === text),
        z.describe(`ISO 3166-1 alpha-2: JP, GB. ${dropped}`),
      ),
    ),
    timeZone: z.optional(z.string().check(z.refine(isTimeZone), z.describe(`IANA zone: Asia/Tokyo. ${dropped}`))),
    birthday: z.optional(
      z
        .string()
        .check(
          z.refine(isBirthday),
          z.describe(`Birthday: 1990-04-30, or --04-30 when the year is not known. ${dropped}`),
        ),
    ),
    consent: z.optional(z.object(byChannel(() => z.optional(consentSchema)))),
  })
  .check(
    z.refine((customer) => identityKinds.some((kind) => customer[kind] !== undefined), {
      message: `needs at least one of ${identityKinds.join(', ')} that can be used`,
    }),
  );

export type EventCustomer = z.output<typeof customerSchema>;
