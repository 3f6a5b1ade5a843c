import type { StoreFact } from '../../../src/commerce/nouns.ts';
import { formatMoney } from '../../../src/commerce/values/money.ts';
import { detailOf } from '../../../src/explain/fact-details.ts';
import { type Html, html } from '../../../src/web/html.ts';
import type { AnswerPage, PageSource } from '../../aws/runtime.ts';
import type { WebRequest } from '../../aws/services/apigateway.ts';
import { RawAnswer } from '../../aws/services/service.ts';
import { shopOf } from '../refused/refusals.ts';
import { actOf } from './acts.ts';
import { queryOf, shopPage } from './layout.ts';
import { linesView } from './lines-view.ts';
import { button, orderView, parcelView } from './order-view.ts';
import { findProduct, type Product, products } from './products.ts';
import { readVisit, type Visit } from './visit.ts';
import { shopWords } from './words.ts';

/** The pages together with those of the demo shop and its carrier, where the links of the demo's mails lead. */
export function withShop(source: PageSource, pages: AnswerPage): AnswerPage {
  return async (request) => (await shopAnswer(request, source)) ?? (await pages(request));
}

async function shopAnswer(request: WebRequest, source: PageSource): Promise<RawAnswer | undefined> {
  const url = new URL(request.url, 'http://local');
  const [, place, kind = '', id = ''] = /^\/(shop|parcels)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
  if (place === undefined) return undefined;
  const visit = await readVisit(url, request.headers['accept-language'] ?? '', source);
  if (request.method === 'POST') return post(new URLSearchParams(request.body.toString()), visit, source);
  if (request.method !== 'GET') return undefined;
  if (place === 'parcels') return parcelPage(kind, visit);
  return pageOf(kind, decodeURIComponent(id), visit, url) ?? missing(visit);
}

function pageOf(kind: string, id: string, visit: Visit, url: URL): RawAnswer | undefined {
  const { language } = visit;
  const text = shopWords[language];
  const product = kind === 'products' ? findProduct(id) : undefined;
  if (product !== undefined) return shopPage(product.title[language], productView(product, visit), visit);
  const shelf = id === '' ? shelves[kind as keyof typeof shelves] : undefined; // a name of the table, or none
  if (shelf !== undefined) return shopPage(text[shelf.title], shelfView(shelf, visit), visit);
  if (kind === 'guide') return shopPage(text.guide, guideView(visit), visit);
  if (kind === 'account') return shopPage(text.account, accountView(visit), visit);
  if (kind === 'posted') return shopPage(text.posted, postedView(visit, url.searchParams.get('type') ?? ''), visit);
  if (kind === 'cart' || kind === 'checkout') return contentsPage(kind, find(kind, id, visit), visit);
  const order = kind === 'orders' ? find('order', id, visit) : undefined;
  return order && shopPage(text.order, orderView(order, visit), visit);
}

function find<K extends StoreFact['kind']>(kind: K, id: string, { shop, from }: Visit) {
  const customers = from === undefined ? shop.records.profiles.keys() : [from.customer.customer];
  const all = [...customers].flatMap((customer) => shop.factsOf(customer));
  return all.find((fact): fact is Extract<StoreFact, { kind: K }> => fact.kind === kind && fact.id === id);
}

function parcelPage(id: string, visit: Visit): RawAnswer {
  const parcel = find('shipment', id, visit);
  if (parcel === undefined) return missing(visit);
  const text = shopWords[visit.language];
  return shopPage(text.parcel, parcelView(parcel, visit), visit, { note: text.carrierNote });
}

interface Shelf {
  readonly title: 'products' | 'new' | 'popular';
  readonly goods: readonly Product[];
}

const all: Shelf = { title: 'products', goods: products };

/** The pages that show products, by their path. */
const shelves = {
  '': all,
  products: all,
  new: { title: 'new', goods: products.slice(4, 8) },
  popular: { title: 'popular', goods: products.slice(0, 4) },
} satisfies Readonly<Record<string, Shelf>>;

function shelfView({ title, goods }: Shelf, { language, currency, from }: Visit): Html {
  const items = goods.map(
    (
      product,
    ) => html`<a href="/shop/products/${product.id}?${queryOf(language, from)}"><img src="/pictures/${product.id}.jpg" alt="" loading="lazy">
${product.title[language]} <span class="price">${priceOf(product, currency, language)}</span></a>`,
  );
  return html`<h1>${shopWords[language][title]}</h1><div class="shelf">${items}</div>`;
}

function guideView({ language }: Visit): Html {
  const text = shopWords[language];
  const steps = text.guideSteps.split('|').map((step) => html`<li>${step}</li>`);
  return html`<h1>${text.guide}</h1><div class="card"><ol>${steps}</ol></div>`;
}

function accountView({ language, shop, from }: Visit): Html {
  const text = shopWords[language];
  const facts = from === undefined ? [] : shop.factsOf(from.customer.customer);
  const orders = facts.filter((fact) => fact.kind === 'order');
  const list = orders.map(
    (order) =>
      html`<li><a href="/shop/orders/${order.id}?${queryOf(language, from)}">${detailOf(order, order.id, language)}</a></li>`,
  );
  const content = list.length > 0 ? html`<ul>${list}</ul>` : html`<p>${text.noOrders}</p>`;
  return html`<h1>${text.account}</h1><div class="card">${content}</div>`;
}

function productView(product: Product, { language, currency, from }: Visit): Html {
  const text = shopWords[language];
  const variants = product.variants.map((variant) => variant[language]).join(' / ');
  return html`<div class="product"><img src="/pictures/${product.id}.jpg" alt="">
<div><h1>${product.title[language]}</h1><p>${product.about[language]}</p><p class="price">${variants}</p>
<p><b>${priceOf(product, currency, language)}</b></p>
${from && html`${button('buy', product.id, text.buyNow)}${button('add', product.id, text.addToCart, 'second')}`}</div></div>`;
}

function priceOf({ prices }: Product, currency: Visit['currency'], language: Visit['language']): string {
  const digits = currency === 'JPY' ? 1 : 100;
  return formatMoney({ minor: Math.round(prices[currency] * digits), currency }, language);
}

type ContentsFact = Extract<StoreFact, { kind: 'cart' | 'checkout' }>;

function contentsPage(kind: ContentsFact['kind'], fact: ContentsFact | undefined, visit: Visit): RawAnswer | undefined {
  if (fact === undefined) return undefined;
  const text = shopWords[visit.language];
  const isEmpty = fact.kind === 'cart' && (fact.emptiedAt ?? 0) >= (fact.updatedAt ?? 0);
  const content = isEmpty
    ? html`<p>${text.emptied}</p>`
    : html`${linesView(fact.lines ?? [], fact.total, visit.language)}${visit.from && button(`order-${kind}`, fact.id, text.placeOrder)}`;
  return shopPage(text[kind], html`<h1>${text[kind]}</h1><div class="card">${content}</div>`, visit);
}

function postedView({ language, from }: Visit, type: string): Html {
  const text = shopWords[language];
  const timeline =
    from &&
    html`<p><a href="/outbox/customers/${from.customer.customer}?lang=${language}">${text.toTimeline} →</a></p>`;
  return html`<h1>${text.posted}</h1><div class="card"><p><code>${type}</code></p><p>${text.postedNote}</p>${timeline}</div>`;
}

function post(form: URLSearchParams, visit: Visit, source: PageSource): RawAnswer {
  const act = actOf(form, visit, source.now());
  if (act === undefined || visit.from === undefined) return missing(visit);
  const shop = shopOf(source.stack);
  const bus = source.stack.ofType('AWS::Events::EventBus')[0]?.name ?? 'default';
  const Detail = JSON.stringify({ ...act.detail, shop });
  source.putEvents([{ EventBusName: bus, Source: `store.${shop}`, DetailType: act.type, Detail }]);
  const query = new URLSearchParams({ type: act.type, message: visit.from.message });
  return new RawAnswer(303, '', { location: `/shop/posted?${query.toString()}` });
}

function missing(visit: Visit): RawAnswer {
  const text = shopWords[visit.language];
  return shopPage(text.missing, html`<h1>${text.missing}</h1>`, visit, { status: 404 });
}
