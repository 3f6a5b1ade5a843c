import type { Json } from '../../../local/aws/json.ts';
import { FunctionLogs } from '../../../local/aws/lambda/logs.ts';
import { type Mail, Outbox, type Text } from '../../../local/aws/outbox.ts';
import type { PageSource } from '../../../local/aws/runtime.ts';
import type { Resource } from '../../../local/aws/template/resource.ts';
import type { Stack } from '../../../local/aws/template/stack.ts';

/** The data that pages are made of, as a test has it. */
export interface TestSource {
  readonly now: number;
  readonly messages?: readonly (Mail | Text)[];
  readonly items?: readonly Json[];
  readonly over?: Partial<PageSource>;
}

/** A source of pages without a runtime. */
export function pageSource({ now, messages = [], items = [], over = {} }: TestSource): PageSource {
  const outbox = new Outbox();
  for (const message of messages) outbox.add(message);
  const stack = { outputs: { StoreTimeZone: 'America/Toronto' }, ofType: () => [] as readonly Resource[] };
  return {
    stack: stack as Partial<Stack> as Stack, // pages read outputs and resources alone
    outbox,
    now: () => now,
    items: async () => items,
    read: async (pk) => items.find((item) => item.pk === pk),
    queued: () => [],
    logs: new FunctionLogs(() => now),
    putEvents: () => ({}),
    ...over,
  };
}
