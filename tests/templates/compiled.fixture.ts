import path from 'node:path';
import { compileMessage } from '../../build/messages/compile.ts';
import { readLayout } from '../../build/messages/layout.ts';
import { sampleContext } from '../../build/messages/sample.ts';
import { readMessageFile } from '../../build/messages/source.ts';
import { compileMessages } from '../../build/messages.ts';
import type { CompiledMessage } from '../../src/model/catalogue.ts';
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

const everyPartial = `---
subject: Everything
preheader: Everything that a message can show
---

{% render 'lines', lines: cart.lines, total: cart.total, more: cart.moreLines %}

{% render 'products', lines: order.lines %}

{% render 'coupon', offer: coupon %}

{% render 'scale' %}

{% render 'poll' %}

{% render 'hero' %}

{% render 'parcel', parcel: shipment %}

{% render 'shop-links' %}

![A cup](https://shop.example/cup.jpg)
`;

/** A message that shows every partial there is, by locale: journey `any`, message `partials`. */
export const partials = {
  any: { partials: { locales: Object.fromEntries(await Promise.all(store.locales.map(compile))) } },
};

async function compile(locale: string): Promise<[string, CompiledMessage]> {
  const words = Object.keys(sampleContext(store, locale));
  const layout = readLayout(path.join(statemachines, 'layout'), store.locales, words);
  const left = Object.keys(layout.partials).filter((name) => !everyPartial.includes(`render '${name}'`));
  const source = readMessageFile(everyPartial, () => {});
  if (source === undefined || left.length > 0) throw new Error(`Not every partial is shown: ${left.join(', ')}.`);
  return [locale, await compileMessage(source, locale, layout, store)];
}
