import { type Reviews, reviewPlaces } from '../../model/brand.ts';
import { type Fields, readChoice, readFields, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { optional } from './matching.ts';
import { readPage } from './web-address.ts';

/** Reads `reviews`: where customers write them. Only a shop's own order pages need no address. */
export function readReviews(source: Source, store: Fields): Reviews | undefined {
  return optional(store, 'reviews', (node) => {
    const advice = say`write "reviews: { at: own shop }", or "reviews: { at: google, url: https://… }"`;
    const fields = readFields(source, node, 'reviews', ['at', 'url'], advice);
    const place = fields && requiredNode(source, fields, 'at', 'reviews', advice);
    const at = place && readChoice(source, place, 'at', reviewPlaces);
    if (!fields || at === undefined) return undefined;
    const url = optional(fields, 'url', (address) => readPage(source, address, 'url'));
    const written = fields.values.get('url');
    if (written && url !== undefined && isHome(url)) {
      const message = say`${url} is the first page of ${new URL(url).hostname}, where nobody writes a review`;
      source.doubt(written, message, say`write the address of the page where one is written`);
    }
    if (at === 'own shop' || fields.values.has('url')) return { at, ...(url !== undefined && { url }) };
    source.report(
      fields.node,
      say`reviews at ${at} have no "url"`,
      say`write the address of the page where one is written`,
    );
    return undefined;
  });
}

function isHome(address: string): boolean {
  const { pathname, search, hash } = new URL(address);
  return pathname === '/' && search === '' && hash === '';
}
