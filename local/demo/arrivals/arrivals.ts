import { asJson, asText, type Json } from '../../aws/json.ts';
import type { LogLine } from '../../aws/lambda/logs.ts';
import { type RefusedDelivery, refusedDeliveryInLog } from '../refused/log-lines.ts';

/** What arrived by one way and became one kind of event, and how often. Times are epoch milliseconds of the local clock. */
export interface Arrival {
  /** The connector's name. */
  readonly connector: string;
  /** How it came: `http`, `bus` or `poll`. */
  readonly way: string;
  /** What the platform calls it. */
  readonly topic: string;
  /** The type of the event that it became. */
  readonly type: string;
  readonly count: number;
  readonly lastAt: number;
}

/** Deliveries that receive-delivery refused for a reason. */
export interface RefusedDeliveries {
  readonly connector: string;
  readonly reason: string;
  readonly count: number;
  readonly lastAt: number;
}

/** What arrives through connectors, as their functions log it. */
export class Arrivals {
  readonly #arrived = new Map<string, Arrival>();
  readonly #refused = new Map<string, RefusedDeliveries>();

  /** Takes a line that a function wrote. Lines of other functions are ignored. */
  hear({ functionName, text, at }: LogLine): void {
    if (functionName.endsWith('-map-delivery') && text.includes('"MappedEvent"')) this.#takeMapped(readLine(text), at);
    const refused = refusedDeliveryInLog({ functionName, text });
    if (refused) this.#takeRefused(refused, at);
  }

  /** The most frequent first. */
  get arrived(): readonly Arrival[] {
    return [...this.#arrived.values()].sort((one, other) => other.count - one.count);
  }

  /** The last first. */
  get refused(): readonly RefusedDeliveries[] {
    return [...this.#refused.values()].sort((one, other) => other.lastAt - one.lastAt);
  }

  #takeMapped(line: Json, lastAt: number): void {
    const { connector, way, topic, type } = line;
    const key = [connector, way, topic, type].join('\n');
    const count = (this.#arrived.get(key)?.count ?? 0) + 1;
    const [named, by, what, became] = [connector, way, topic, type].map((one) => asText(one) ?? '');
    this.#arrived.set(key, {
      connector: named ?? '',
      way: by ?? '',
      topic: what ?? '',
      type: became ?? '',
      count,
      lastAt,
    });
  }

  #takeRefused({ connector, reason }: RefusedDelivery, lastAt: number): void {
    const key = `${connector}\n${reason}`;
    const count = (this.#refused.get(key)?.count ?? 0) + 1;
    this.#refused.set(key, { connector, reason, count, lastAt });
  }
}

function readLine(text: string): Json {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}
