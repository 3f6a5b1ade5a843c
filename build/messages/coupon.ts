import { createEngine } from '../../src/templates/render.ts';
import type { LiquidField } from './liquid-field.ts';
import { type MessageSource, ownTextsOf } from './source.ts';

const engine = createEngine({ escaped: false });

/**
 * The extent to which a message shows its coupon: `shown` in the body and in each text for one channel, so that every
 * customer gets to know the code; `partly` in some texts only; undefined nowhere.
 */
export function couponIn(source: MessageSource): 'shown' | 'partly' | undefined {
  const { subject, preheader, body } = source;
  const shown = [body, ...ownTextsOf(source).map(([, field]) => field)];
  if (shown.every(speaksOfIt)) return 'shown';
  return [subject, preheader, ...shown].some(speaksOfIt) ? 'partly' : undefined;
}

/** Liquid that cannot be read is reported elsewhere, with its place. */
function speaksOfIt({ text }: LiquidField): boolean {
  try {
    return Object.hasOwn(engine.analyzeSync(engine.parse(text), { partials: false }).globals, 'coupon');
  } catch {
    return false;
  }
}
