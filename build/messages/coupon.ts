import { createEngine } from '../../src/templates/render.ts';
import type { LiquidField } from './liquid-field.ts';
import { faultsOfTags } from './liquid-tags.ts';
import { type MessageSource, ownTextsOf } from './source.ts';

const engine = createEngine({ escaped: false });

/** The extent to which the texts of a message show its coupon, each of them being a way to learn the code. */
type Shown = 'shown' | 'partly' | undefined;

/**
 * The extent to which a message shows its coupon: `shown` in the body and in each text for one channel, so that every
 * customer gets to know the code; `partly` in some texts only; undefined nowhere.
 * @returns `unreadable` if the Liquid of one of its texts cannot be read, which is reported with its place elsewhere
 */
export function couponIn(source: MessageSource): Shown | 'unreadable' {
  const { subject, preheader, body } = source;
  const shown = [body, ...ownTextsOf(source).map(([, field]) => field)].map(speaksOfIt);
  const all = [...[subject, preheader].map(speaksOfIt), ...shown];
  if (all.includes(undefined)) return 'unreadable';
  if (shown.every(Boolean)) return 'shown';
  return all.some(Boolean) ? 'partly' : undefined;
}

/** Undefined for Liquid that cannot be read. */
function speaksOfIt({ text }: LiquidField): boolean | undefined {
  if (faultsOfTags(text).length > 0) return undefined;
  try {
    return Object.hasOwn(engine.analyzeSync(engine.parse(text), { partials: false }).globals, 'coupon');
  } catch {
    return undefined;
  }
}
