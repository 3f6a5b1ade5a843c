import { defineConnector } from '../contract/connector.ts';
import { browserConfig } from './config.ts';
import { mapPageEvent, namedEvent } from './map.ts';
import { readBeacon } from './read.ts';
import { identify } from './token.ts';
import { browserTopics } from './topics.ts';

const reported: readonly unknown[] = ['view', 'cart', 'checkout'];

/** The shop's own pages: what visitors look at and put into the cart. Only a token of the backend's says who they are. */
export const browser = defineConnector({
  name: 'browser',
  title: 'Browser',
  config: browserConfig,
  needs: ['origins'],
  topics: browserTopics,
  mostBytes: 16 * 1024,
  headers: [],
  contentTypes: ['text/plain', 'application/json'],
  pages: {
    origins: (config) => browserConfig.parse(config ?? {}).origins,
    read: readBeacon,
    identify: (beacon, using, config) => identify(beacon, using, browserConfig.parse(config ?? {}).boundTokens),
    named: namedEvent,
  },
  parts: ({ headers, body, receivedAt }) => {
    const { visitor, events } = readBeacon(body);
    return events.map((event, index) => ({
      topic: topicOf(event),
      headers,
      body: { visitor, event },
      receivedAt: receivedAt + index - events.length, // in the order in which they happened
    }));
  },
  map: mapPageEvent,
});

/** What a page may report; any other topic is unknown. */
function topicOf(event: unknown): string {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
  return reported.includes(type) ? String(type) : '';
}
