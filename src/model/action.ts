/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The ways to reach the staff. */
export const staffWays = ['email', 'webhook'] as const;
export type StaffWay = (typeof staffWays)[number];

/** The action of a `do` step, as the state machine carries it. Grows only. */
export type Action =
  | { readonly kind: 'tag' | 'untag'; readonly tag: string }
  | { readonly kind: 'points'; readonly points: number; readonly for: string }
  | { readonly kind: 'emit'; readonly type: string; readonly detail: { readonly [key: string]: JsonValue } }
  | {
      readonly kind: 'tell-staff';
      /** Where `texts` lacks the staff's language. */
      readonly text: string;
      /** By locale of the store, if it is written in each. */
      readonly texts?: Readonly<Record<string, string>>;
      readonly by: StaffWay;
    };

export type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

/** Why a `do` step did nothing. */
export const actionObstacles = [
  'run-ended',
  'superseded',
  'test-event',
  'no-customer-id',
  'not-configured',
  'refused',
  'unreachable',
] as const;
export type ActionObstacle = (typeof actionObstacles)[number];

/** The result of a `do` step. `detail` adds what the reason leaves open, such as an HTTP status. */
export type ActionResult =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'skipped'; readonly reason: ActionObstacle; readonly detail?: string };
