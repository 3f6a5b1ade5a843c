import type { Channel } from '../commerce/customer/channel.ts';
import type { JourneyRules } from './journey.ts';
import type { Segments } from './segment.ts';
import type { StoreSettings } from './store-settings.ts';

/** Texts that are written for one channel alone. */
export type OwnTexts = Readonly<Partial<Record<Channel, string>>>;

/** A message in one locale, compiled: Liquid templates whose layout and Markdown are done. */
export interface CompiledMessage extends OwnTexts {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** All that the functions need of the folder statemachines/: bundled with them. */
export interface Catalogue {
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly journeys: Readonly<Record<string, JourneyRulesAndMessages>>;
}

/** A journey's rules, and its messages by name and locale. */
export interface JourneyRulesAndMessages {
  readonly rules: JourneyRules;
  readonly messages: Readonly<Record<string, MessageTemplates>>;
}

export interface MessageTemplates {
  /** `review`: never before all parcels are there, while a refund or a complaint is open, nor of what is reviewed. */
  readonly asks?: 'review';
  readonly locales: Readonly<Record<string, CompiledMessage>>;
}
