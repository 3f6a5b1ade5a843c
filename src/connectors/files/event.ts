import type { EventType } from '../../commerce/events.ts';
import { maxLength } from '../../commerce/values/text.ts';
import type { FileContext } from './context.ts';
import { digestOf } from './digest.ts';

/** An event that a file tells, as it is posted. */
export interface FileEvent {
  readonly type: EventType;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The parts of an event's id: what it is about, and what of that changed. */
export interface FileEventId {
  readonly resource: string;
  readonly id: string;
  readonly change: string;
}

/** An event of history, with an id of ours: the same whenever the same is imported. */
export function fileEvent(
  type: EventType,
  { resource, id, change }: FileEventId,
  occurredAt: string,
  fields: Readonly<Record<string, unknown>>,
  { format, shop }: FileContext,
): FileEvent {
  const name = [format.platform, resource, id, change].join('-'); // as the connectors' ids are written
  const short = name.length <= maxLength.id ? name : `${format.platform}-${resource}-${digestOf(name)}`;
  return { type, detail: { id: short, occurredAt, shop, history: true, ...fields } };
}
