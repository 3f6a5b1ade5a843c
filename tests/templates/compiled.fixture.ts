import path from 'node:path';
import { compileMessages } from '../../build/messages.ts';
import { store } from './store.fixture.ts';

export const statemachines = path.resolve(import.meta.dirname, '../../statemachines');

export const journeys = ['abandoned-cart', 'post-purchase', 'review-request'];

/** The product's own messages, compiled for the store of the fixture. */
export const compiled = await compileMessages(statemachines, journeys, store);

/** Every message in every locale: journey, message, locale. */
export const all = Object.entries(compiled).flatMap(([journey, named]) =>
  Object.entries(named).flatMap(([message, { locales }]) =>
    Object.keys(locales).map((locale) => [journey, message, locale] as const),
  ),
);
