import type { LineItem } from '../../../src/commerce/values/line-item.ts';
import { formatMoney, type Money } from '../../../src/commerce/values/money.ts';
import type { Language } from '../../../src/commerce/words.ts';
import { withLocalPictures } from '../../../src/web/demo-pictures.ts';
import { type Html, html } from '../../../src/web/html.ts';
import { shopWords } from './words.ts';

/** The contents of a cart or an order, with its sum. */
export function linesView(lines: readonly LineItem[], total: Money | undefined, language: Language): Html {
  const rows = lines.map((line) => {
    const price =
      line.price && formatMoney({ ...line.price, minor: Math.round(line.price.minor * line.quantity) }, language);
    const image = line.imageUrl === undefined ? undefined : withLocalPictures(line.imageUrl);
    const picture = image?.startsWith('/') && html`<img src="${image}" alt="">`;
    const variant = [line.variant, line.quantity !== 1 && `× ${line.quantity}`].filter((part) => part).join(' · ');
    return html`<tr><td>${picture}</td><td>${line.title}<small>${variant}</small></td><td>${price}</td></tr>`;
  });
  const sum =
    total &&
    html`<tr class="sum"><td></td><td>${shopWords[language].total}</td><td>${formatMoney(total, language)}</td></tr>`;
  return html`<table class="lines">${rows}${sum}</table>`;
}
