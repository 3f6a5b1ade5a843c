import { fallBacksIn } from '../../../src/journey/machine/messages-when-over.ts';
import type { StateMachine } from '../../../src/journey/machine/states-language.ts';
import type { StoreSettings } from '../../../src/model/store-settings.ts';
import type { ShopPlan } from '../../../src/simulation/shop-plan.ts';
import { shippedNames, shippedPlan } from '../../stories/shipped.ts';
import { Faults } from '../world/faults.ts';
import { World, type WorldOptions } from '../world/world.ts';
import { Audience, type Chosen, type Confirmed, type OptOut } from './audience.ts';
import type { History } from './history.ts';
import { Operators, type Paused } from './operators.ts';

const day = 86_400_000;

/** How long after the last event everything that follows from it is over: awaits and waits of months. */
const aftermath = 170 * day;

/** For how long after the last event the daily sweep goes on: until who has lapsed was let in, and greeted. */
const sweptFor = 65 * day;

let shipped: ShopPlan | undefined;

/** A shop that has every kind of hours, caps and gaps, stricter than a shop would have them: so each is met. */
const strict: Pick<StoreSettings, 'hours' | 'caps' | 'gaps'> = {
  hours: {
    sending: { 'marketing email': { from: '10:20', to: '20:00' } },
    notOn: ['Wednesday', 'public holidays', '12-31'],
  },
  caps: {
    marketingPerDay: 1,
    marketingPerWeek: 3,
    marketingPerMonth: 8,
    channels: { email: { perMonth: 7 }, sms: { perWeek: 2 } },
    topics: { offers: { perWeek: 2 }, reviews: { perMonth: 2 } },
  },
  gaps: { email: 18 * 60, sms: 30 * 60 },
};

/** How long a message that may go by either channel has to arrive, before it goes by the other. */
const afterMinutes = 6 * 60;

/**
 * The shop with all journeys as they are shipped, and strict rules of its own. Every message that may go by either channel
 * falls back on the other. The text of every mail is its links to the survey and to the preference page, and nothing else;
 * that of a mail which asks to confirm, the link to do so.
 */
export function wholeShop(): ShopPlan {
  shipped ??= withStrictRules(withFallBacks(withLinks(shippedPlan(shippedNames))));
  return shipped;
}

function withStrictRules(plan: ShopPlan): ShopPlan {
  return { ...plan, settings: { ...plan.settings, ...strict } };
}

function withFallBacks(plan: ShopPlan): ShopPlan {
  const fallBack = JSON.stringify({ to: ['sms', 'email'], afterMinutes });
  const journeys = plan.journeys.map(({ rules, definition, pattern }) => {
    const falling = definition.replaceAll(/"channels":\s*\[\s*"email",\s*"sms"\s*\]/g, `$&, "fallBack": ${fallBack}`);
    const machine = JSON.parse(falling) as StateMachine; // as it is compiled
    return { rules: { ...rules, ...fallBacksIn(machine) }, definition: falling, pattern };
  });
  return { ...plan, journeys };
}

function withLinks(plan: ShopPlan): ShopPlan {
  const messages = Object.fromEntries(
    Object.entries(plan.messages).map(([journey, ofJourney]) => {
      const text =
        journey === 'confirm-consent' ? '{{ links.confirm }}' : '{{ links.survey }}\n{{ links.preferences }}';
      const linked = mapValues(ofJourney, (message) => ({
        ...message,
        locales: mapValues(message.locales, (written) => ({ ...written, text })),
      }));
      return [journey, linked];
    }),
  );
  return { ...plan, messages };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The shop asks to confirm agreements by e-mail. */
function withDoubleOptIn(plan: ShopPlan): ShopPlan {
  return { ...plan, settings: { ...plan.settings, doubleOptIn: ['email'] } };
}

/** What a history came to. */
export interface Life {
  readonly history: History;
  readonly world: World;
  readonly optOuts: readonly OptOut[];
  readonly choices: readonly Chosen[];
  readonly arrivals: ReadonlyMap<string, number>;
  readonly confirmed: readonly Confirmed[];
  readonly pauses: readonly Paused[];
}

/** What a test may change of the world that a history is lived in. */
export type Tampering = Partial<Pick<WorldOptions, 'plan' | 'around'>> & {
  /** Sits between the shop and its world: says whether an event gets through. */
  readonly lets?: (type: string, id: string) => boolean;
  readonly onWorld?: (world: World) => void;
};

/** Lives a history to its end. */
export async function live(history: History, { lets = () => true, onWorld, ...more }: Tampering = {}): Promise<Life> {
  const { seed, rates, outages, only, opens, closes, shoppers, pauses, confirms } = history;
  const faults = new Faults(seed, rates, outages, only && new Set(only));
  const { plan = wholeShop(), ...others } = more;
  const world = new World({ plan: confirms === undefined ? plan : withDoubleOptIn(plan), opens, faults, ...others });
  onWorld?.(world);
  const audience = new Audience(world, shoppers, confirms);
  world.post.onTaken = (message) => audience.receive(message);
  const operators = new Operators(world, pauses);
  world.sweepDaily(closes + sweptFor);
  for (const { acts } of shoppers) {
    for (const { posted, type, detail } of acts) {
      if (lets(type, detail.id)) world.clock.at(posted, () => world.postEvent(type, detail));
    }
  }
  await world.clock.runUntil(closes + aftermath);
  const { optOuts, choices, arrivals, confirmed } = audience;
  return { history, world, optOuts, choices, arrivals, confirmed, pauses: operators.pauses };
}
