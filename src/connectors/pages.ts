import { browser } from './browser/connector.ts';
import type { Connector } from './contract/connector.ts';
import type { PageIntake } from './contract/pages.ts';

/**
 * The connector of the shop's pages, by itself: the function that takes what they post starts without the code of all other
 * platforms.
 */
export const pagesConnector: Connector & { readonly pages: PageIntake } = withPages(browser);

function withPages(connector: Connector): Connector & { readonly pages: PageIntake } {
  const { pages } = connector;
  if (pages === undefined) throw new TypeError(`The connector ${connector.name} takes nothing from pages.`);
  return { ...connector, pages };
}
