/** A group of customers: an EventBridge pattern on what is known of the customer and their orders. */
export type Segment = Readonly<Record<string, unknown>>;

/** The shop's segments by name, as statemachines/segments.yaml has them. */
export type Segments = Readonly<Record<string, Segment>>;

/** True if customers enter the segment merely as time passes: it asks how long ago something was. */
export function changesByTime(segment: Segment): boolean {
  return Object.entries(segment).some(
    ([key, below]) => key === 'days since last' || [below].flat().some((part) => isTree(part) && changesByTime(part)),
  );
}

function isTree(value: unknown): value is Segment {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
