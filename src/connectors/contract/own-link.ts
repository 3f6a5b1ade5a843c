import { webLink } from '../../commerce/values/web-link.ts';

/** No page of a shop has a longer address. */
const longest = 1000;

/**
 * The address, if it leads to one of the origins; undefined for any other. A page or a visitor may say anything, and a message of
 * the shop's must not lead to a stranger.
 */
export function ownLink(address: string | null | undefined, origins: readonly string[]): string | undefined {
  const link = webLink(address ?? undefined);
  if (link === undefined || link.length > longest) return undefined;
  return origins.includes(new URL(link).origin) ? link : undefined;
}
