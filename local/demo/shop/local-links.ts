import { carrierUrl, shopUrl } from './addresses.ts';

/** The addresses of the demo shop and its carrier, and where their pages are on this machine. */
const places = [
  [shopUrl, '/shop'],
  [carrierUrl, '/parcels'],
] as const;

/**
 * The HTML with its links to the demo shop and its carrier leading to the pages on this machine. They name the message,
 * so that the page knows whose it is.
 */
export function withLocalLinks(html: string, message: string): string {
  return html.replaceAll(/href="([^"]*)"/g, (whole, address: string) => {
    const local = localLink(address, message);
    return local === undefined ? whole : `href="${local.replaceAll('&', '&amp;')}"`;
  });
}

/** The page on this machine for an address of the demo shop; undefined for any other address. */
export function localLink(address: string, message: string): string | undefined {
  const place = places.find(
    ([origin]) => address === origin || (/^[/?#]/.test(address.slice(origin.length)) && address.startsWith(origin)),
  );
  if (place === undefined) return undefined;
  const { pathname, searchParams, hash } = new URL(address.replaceAll('&amp;', '&'));
  searchParams.set('message', message);
  return `${place[1]}${pathname.replace(/\/$/, '')}?${searchParams.toString()}${hash}`;
}
