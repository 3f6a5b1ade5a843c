import type { JourneyRules } from '../../src/contracts/journey.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Messages } from '../../src/templates/render.ts';

/** What a shop in memory is made of. */
export interface ShopPlan {
  readonly settings: StoreSettings;
  readonly messages: Messages;
  readonly journeys: readonly {
    readonly rules: JourneyRules;
    /** The event pattern of its rule on the bus. */
    readonly pattern: Readonly<Record<string, unknown>>;
    /** Its state machine in States Language, with logical task names. */
    readonly definition: string;
  }[];
}
