import { expect } from 'vitest';
import { managePreferences } from '../../src/engine/manage-preferences.ts';
import { preferencesLink } from '../../src/links/preferences.ts';
import { readPreferencesForm } from '../../src/web/preferences/form.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

export const at = '2026-03-02T09:00:00Z';
export const minute = 60_000;

export type Fields = readonly (readonly [string, string])[];

/** The fields of the page's form as a browser would post them untouched. */
export function fieldsOf(html: string): [string, string][] {
  const form = html.slice(html.indexOf('name="do" value="save"'), html.indexOf('class="apart"'));
  const inputs = [...form.matchAll(/<input ([^>]*)>/g)].map(([, text = '']) => text);
  const sent = inputs.filter((input) => input.includes('type="hidden"') || input.includes(' checked'));
  const of = (input: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '';
  return [['do', 'save'], ...sent.map((input): [string, string] => [of(input, ' name'), of(input, 'value')])];
}

export const without = (fields: Fields, name: string, value: string) =>
  fields.filter(([one, other]) => one !== name || other !== value);

export async function mailed(locale = 'en', customer: object = {}) {
  const world = new World().at(at);
  const input = await world.enter(
    'cart-journey',
    busEvent('cart.updated', at, { customer: { ...shopper, ...customer, locale } }),
  );
  await world.at(input.next.until).deliver(input, { id: 'reminder' });
  const claim = {
    customer: input.customer,
    channel: 'email',
    locale,
    address: world.keys.hash('email', shopper.email),
  } as const;
  const token = new URL(preferencesLink(claim, world.keys, 'https://l.example')).searchParams.get('t') ?? '';
  const keys = { current: world.keys };
  const ask = (method: string, fields?: Fields, t: string | undefined = token, language?: string) => {
    const body =
      fields && new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
    return managePreferences(
      { method, token: t, language, form: readPreferencesForm({ body, isBase64Encoded: false }) },
      { stores: world.stores, keys: keys.current, settings, clock: () => world.now, failed: () => {} },
    );
  };
  const shown = async () => fieldsOf((await ask('GET')).html);
  const ref = { kind: 'email', hash: claim.address } as const;
  const known = async () => (await world.stores.addresses.find([ref]))[0]?.value ?? expect.fail();
  const profile = async () => (await world.stores.customers.load(input.customer))?.profile ?? expect.fail();
  const undoOf = (html: string): Fields => [
    ['do', 'undo'],
    ['undo', /name="undo" value="([^"]+)"/.exec(html)?.[1] ?? expect.fail('no undo is offered')],
  ];
  const later = (minutes: number) => world.at(new Date(world.now + minutes * minute).toISOString());
  return { world, input, claim, token, keys, ask, shown, ref, known, profile, undoOf, later };
}

export const topicsIn = (fields: Fields) => fields.filter(([name]) => name === 'topic').map(([, value]) => value);
