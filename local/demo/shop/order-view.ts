import type { StoreFact } from '../../../src/commerce/nouns.ts';
import type { Language } from '../../../src/commerce/words.ts';
import { detailOf } from '../../../src/explain/fact-details.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { linesView } from './lines-view.ts';
import type { Visit } from './visit.ts';
import { shopWords } from './words.ts';

type OrderFact = Extract<StoreFact, { kind: 'order' }>;
type ShipmentFact = Extract<StoreFact, { kind: 'shipment' }>;

/** A form of one button. It is sent to the page that it is on, which knows the customer. */
export function button(act: string, id: string, label: string, look = ''): Html {
  return html`<form method="post"><input type="hidden" name="act" value="${act}"><input type="hidden" name="id" value="${id}"><button class="${look}">${label}</button></form>`;
}

/** The page of an order: how far it is, what is in it, and the form for a review. */
export function orderView(order: OrderFact, visit: Visit): Html {
  const { language, shop, from } = visit;
  const text = shopWords[language];
  const owner = from?.customer.customer;
  const facts = owner === undefined ? [] : shop.factsOf(owner);
  const parcels = facts.filter((fact) => fact.kind === 'shipment').filter((parcel) => parcel.order === order.id);
  const review = facts.find((fact) => fact.kind === 'review' && fact.order === order.id);
  const reviewed = review && html`<h2>${text.reviewed}</h2><p>${detailOf(review, review.id, language)}</p>`;
  return html`<h1>${text.order} ${order.number ?? order.id}</h1><div class="card">
${stages(
  [
    [text.placed, order.placedAt],
    [text.cancelled, order.cancelledAt],
  ],
  language,
)}
${parcels.map((parcel) => html`${progressOf(parcel, language)}<p><a href="/parcels/${parcel.id}${from && `?message=${from.message}`}">${text.follow}</a></p>`)}
${linesView(order.lines ?? [], order.total, language)}
${from && button('order-again', order.id, text.again, 'second')}
<section id="review">${reviewed ?? (from && reviewForm(order.id, language))}</section></div>`;
}

function reviewForm(order: string, language: Language): Html {
  const text = shopWords[language];
  const stars = [5, 4, 3, 2, 1].map(
    (rating) => html`<label><input type="radio" name="rating" value="${rating}" required>${'★'.repeat(rating)}</label>`,
  );
  return html`<h2>${text.review}</h2><p class="hint">${text.reviewNote}</p>
<form method="post"><input type="hidden" name="act" value="review"><input type="hidden" name="id" value="${order}">
<fieldset class="stars">${stars}</fieldset><button>${text.sendReview}</button></form>`;
}

/** The page of a parcel at the demo's carrier. */
export function parcelView(parcel: ShipmentFact, { language, from }: Visit): Html {
  const text = shopWords[language];
  const isUnderWay = parcel.deliveredAt === undefined;
  return html`<h1>${parcel.carrier ?? text.parcel} ${parcel.trackingNumber ?? parcel.id}</h1><div class="card">
${progressOf(parcel, language)}
${isUnderWay && from && button('deliver', parcel.id, text.markDelivered)}</div>`;
}

function progressOf(parcel: ShipmentFact, language: Language): Html {
  const text = shopWords[language];
  const expected = parcel.expectedAt === undefined ? undefined : Date.parse(parcel.expectedAt);
  const hint =
    expected !== undefined &&
    parcel.deliveredAt === undefined &&
    html`<p class="hint">${text.expected}: ${dayOf(expected, language)}</p>`;
  return html`${stages(
    [
      [text.dispatched, parcel.dispatchedAt],
      [text.delivered, parcel.deliveredAt],
    ],
    language,
  )}${hint}`;
}

function stages(list: readonly (readonly [string, number | undefined])[], language: Language): Html {
  const reached = list.flatMap(([label, at]) =>
    at === undefined ? [] : [html`<li>${label} ${dayOf(at, language)}</li>`],
  );
  return html`<ul class="stage">${reached}</ul>`;
}

function dayOf(at: number, language: Language): string {
  const format = { timeZone: 'Asia/Tokyo', month: 'short', day: 'numeric', weekday: 'short' } as const;
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', format).format(at);
}
