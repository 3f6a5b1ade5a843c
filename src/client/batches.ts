/** How much one request may hold. */
export interface BatchLimits {
  readonly events: number;
  readonly bytes: number;
}

const encoder = new TextEncoder();

/** The bodies of as few requests as the events need, in their order. An event that is too large alone has a request of its own. */
export function inRequests(events: readonly object[], { events: most, bytes: mostBytes }: BatchLimits): string[] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const event of events) {
    const text = JSON.stringify(event);
    const size = encoder.encode(text).length + 1;
    const last = batches.at(-1);
    if (last === undefined || last.length === most || bytes + size > mostBytes) {
      batches.push([text]);
      bytes = size;
    } else {
      last.push(text);
      bytes += size;
    }
  }
  return batches.map((texts) => `{"events":[${texts.join()}]}`);
}
