import type { Localized } from './brand.ts';
import type { Purpose } from './purpose.ts';

/** A topic of store.yaml: what customers may switch on and off for each of their addresses. */
export interface Topic {
  /** What customers call it. */
  readonly name: Localized;
  /** What it sends, in a sentence. */
  readonly about?: Localized;
  /** `marketing` needs consent. Under a `transactional` topic no marketing goes. */
  readonly purpose: Purpose;
  /** `separately`: a general agreement to marketing does not cover it; customers choose it by its name. */
  readonly ask?: 'separately';
}

/** The shop's topics, by name, in the order in which customers see them. */
export type Topics = Readonly<Record<string, Topic>>;

/** The topic of a message that names none. */
export const defaultTopics: Readonly<Record<Purpose, string>> = {
  marketing: 'offers',
  transactional: 'order-updates',
};
