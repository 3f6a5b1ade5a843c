import type { JourneyRules } from '../../src/model/journey.ts';
import type { Segments } from '../../src/model/segment.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import type { MessageCatalogue } from '../../src/templates/render.ts';

/** What a shop in memory is made of. */
export interface ShopPlan {
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly messages: MessageCatalogue;
  readonly journeys: readonly {
    readonly rules: JourneyRules;
    /** The event pattern of its rule on the bus, if an event starts it. */
    readonly pattern: Readonly<Record<string, unknown>> | undefined;
    /** Its state machine in States Language, with logical task names. */
    readonly definition: string;
  }[];
}
