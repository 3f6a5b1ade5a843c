import { browser } from './browser/connector.ts';
import type { Connector } from './contract/connector.ts';
import { ecCube } from './ec-cube/connector.ts';
import { events } from './events/connector.ts';
import { saleor } from './saleor/connector.ts';
import { segment } from './segment/connector.ts';
import { shopify } from './shopify/connector.ts';
import { stripe } from './stripe/connector.ts';
import { woocommerce } from './woocommerce/connector.ts';

/** Every connector. A platform adds its folder, and its line here. */
const all: readonly Connector[] = [events, browser, segment, shopify, ecCube, woocommerce, saleor, stripe];

/** The connectors by name. */
export const connectors: ReadonlyMap<string, Connector> = new Map(all.map((one) => [one.name, one]));
