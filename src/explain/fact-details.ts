import type { StoreFact } from '../commerce/nouns.ts';
import { formatMoney } from '../commerce/values/money.ts';
import type { Language } from '../commerce/words.ts';

/** What a line of the timeline says of a thing beside the event's name: an order's number and total, a review's stars. */
export function detailOf(fact: StoreFact, id: string, language: Language): string {
  switch (fact.kind) {
    case 'order':
      return joined(numbered(fact.number ?? fact.id), total(fact.total, language));
    case 'cart':
    case 'checkout':
      return joined(
        fact.lines?.map(({ title }) => title).join(language === 'ja' ? '、' : ', '),
        total(fact.total, language),
      );
    case 'shipment':
      return joined(fact.carrier, fact.trackingNumber);
    case 'review':
      return '★'.repeat(Math.round(fact.rating)) + '☆'.repeat(5 - Math.round(fact.rating));
    case 'survey':
      return joined(fact.score === undefined ? fact.choice : `${fact.score} / ${fact.outOf ?? 10}`, fact.comment);
    case 'inquiry':
      return fact.subject ?? '';
    case 'browsing':
      return fact.products.find((product) => product.id === id)?.title ?? '';
    case 'product':
      return fact.title;
    case 'tier':
      return fact.name;
    case 'referral':
      return fact.friend ?? '';
    case 'coupon':
      return '';
  }
}

function numbered(number: string): string {
  return /^\d/.test(number) ? `#${number}` : number;
}

function total(money: Parameters<typeof formatMoney>[0] | undefined, language: Language): string | undefined {
  return money && formatMoney(money, language);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
