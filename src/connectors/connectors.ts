import type { Connector } from './contract/connector.ts';
import { events } from './events/connector.ts';
import { segment } from './segment/connector.ts';

/** Every connector. A platform adds its folder, and its line here. */
const all: readonly Connector[] = [events, segment];

/** The connectors by name. */
export const connectors: ReadonlyMap<string, Connector> = new Map(all.map((one) => [one.name, one]));
