import type { EventType } from '../../../src/commerce/events.ts';
import type { SwitchScope } from '../../../src/model/switches.ts';
import type { FaultRates, Outage } from '../world/faults.ts';
import type { Person } from './people.ts';

/**
 * What kind of event it is: `good`; `test`, marked so; `old`, told of days later; `history`, told by an import;
 * `bad`, which no contract accepts, and which
 * is to become a dead letter.
 */
export type ActKind = 'good' | 'test' | 'old' | 'history' | 'bad';

/** Something that happened in the shop, and when the shop told of it. Epoch milliseconds. */
export interface Act {
  readonly at: number;
  readonly posted: number;
  readonly type: EventType;
  readonly kind: ActKind;
  readonly detail: ActDetail;
}

/** The event's detail, as far as it is looked into here. */
export interface ActDetail {
  readonly id: string;
  readonly occurredAt: string;
  readonly customer: Readonly<Record<string, unknown>> & {
    readonly id?: string;
    readonly email?: string;
    readonly phone?: string;
    readonly consent?: Partial<Record<'email' | 'sms', { readonly granted: boolean; readonly at: string }>>;
    readonly verified?: readonly string[];
  };
  readonly order?: { readonly id: string };
  readonly cart?: { readonly id: string };
  readonly checkout?: { readonly id: string };
  readonly shipment?: { readonly id: string };
  readonly product?: { readonly id: string };
  readonly [field: string]: unknown;
}

/** A person, and all that they do in the shop. */
export interface Shopper {
  readonly person: Person;
  readonly acts: readonly Act[];
  /** Until when what they did is erased, if they ask for that; epoch milliseconds. */
  readonly erased?: number;
}

/** A pause of the shop's own. Epoch milliseconds. */
export interface PlannedPause {
  readonly scope: SwitchScope;
  readonly from: number;
  readonly to: number;
}

/** A shop's whole history: all that a world needs to live it again. */
export interface History {
  readonly seed: number;
  readonly opens: number;
  /** When the last act is over; what follows from them takes some months more. */
  readonly closes: number;
  readonly shoppers: readonly Shopper[];
  /** What the shop's people pause meanwhile. */
  readonly pauses: readonly PlannedPause[];
  readonly rates: FaultRates;
  readonly outages: readonly Outage[];
  /** The share of mails asking to confirm an agreement whose reader does. Double opt-in is off without it. */
  readonly confirms?: number;
  /** Only these faults are met; all that the rates bring, if left out. */
  readonly only?: readonly string[];
}
