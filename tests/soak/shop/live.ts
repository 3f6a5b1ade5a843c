import type { ShopPlan } from '../../../src/simulation/shop-plan.ts';
import { shippedNames, shippedPlan } from '../../stories/shipped.ts';
import type { Chance } from '../world/chance.ts';
import { Faults } from '../world/faults.ts';
import type { Taken } from '../world/post.ts';
import { World, type WorldOptions } from '../world/world.ts';
import type { History, Shopper } from './history.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long after the last event everything that follows from it is over: awaits and waits of months. */
const aftermath = 170 * day;

/** For how long after the last event the daily sweep goes on: until who has lapsed was let in, and greeted. */
const sweptFor = 65 * day;

let shipped: ShopPlan | undefined;

/** The shop with all journeys as they are shipped. The text of every mail is the link to its survey, and nothing else. */
export function wholeShop(): ShopPlan {
  shipped ??= withSurveyLinks(shippedPlan(shippedNames));
  return shipped;
}

function withSurveyLinks(plan: ShopPlan): ShopPlan {
  const text = '{{ links.survey }}';
  const messages = mapValues(plan.messages, (ofJourney) =>
    mapValues(ofJourney, (message) => ({
      ...message,
      locales: mapValues(message.locales, (written) => ({ ...written, text })),
    })),
  );
  return { ...plan, messages };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Somebody who opted out, or complained: from when on everybody has to know. */
export interface OptOut {
  readonly address: string;
  readonly channel: Taken['channel'];
  /** When our page said that it is done, or when a report or a text of it was handed over. */
  readonly at: number;
  readonly by: 'link' | 'complaint' | 'stop' | 'bounce';
}

/** What a history came to. */
export interface Life {
  readonly history: History;
  readonly world: World;
  readonly optOuts: readonly OptOut[];
}

/** What a test may change of the world that a history is lived in. */
export type Tampering = Partial<Pick<WorldOptions, 'plan' | 'around'>> & {
  /** Sits between the shop and its world: says whether an event gets through. */
  readonly lets?: (type: string, id: string) => boolean;
  readonly onWorld?: (world: World) => void;
};

/** Lives a history to its end. */
export async function live(history: History, { lets = () => true, onWorld, ...more }: Tampering = {}): Promise<Life> {
  const { seed, rates, outages, only, opens, closes, shoppers } = history;
  const faults = new Faults(seed, rates, outages, only && new Set(only));
  const world = new World({ plan: wholeShop(), opens, faults, ...more });
  onWorld?.(world);
  const audience = new Audience(world, shoppers);
  world.post.onTaken = (message) => audience.receive(message);
  world.sweepDaily(closes + sweptFor);
  for (const { acts } of shoppers) {
    for (const { posted, type, detail } of acts) {
      if (lets(type, detail.id)) world.clock.at(posted, () => world.postEvent(type, detail));
    }
  }
  await world.clock.runUntil(closes + aftermath);
  return { history, world, optOuts: audience.optOuts };
}

/** Everybody at their mailboxes and phones. What they do with a message hangs on the message, and on nothing else. */
class Audience {
  readonly optOuts: OptOut[] = [];
  readonly #world: World;
  readonly #people: ReadonlyMap<string, Shopper['person']>;

  constructor(world: World, shoppers: readonly Shopper[]) {
    this.#world = world;
    this.#people = new Map(
      shoppers.flatMap(({ person }) =>
        [person.email, person.nextEmail, person.phone].flatMap((address) =>
          address ? [[address, person] as const] : [],
        ),
      ),
    );
  }

  receive(message: Taken): void {
    const person = this.#people.get(message.address);
    const chance = this.#world.faults.chanceOf('audience', message.run, message.step);
    if (person === undefined) return;
    if (message.channel === 'sms') this.#receiveText(message, person, chance);
    else this.#receiveMail(message, person, chance);
  }

  #receiveMail(message: Taken, { habits, bounces }: Shopper['person'], chance: Chance): void {
    if (message.suppressed || bounces) {
      const subtype = message.suppressed ? 'OnAccountSuppressionList' : 'General';
      this.#mailReport(message, 5 * second, 'Bounce', { bounceType: 'Permanent', bounceSubType: subtype });
      this.#close(message, 5 * second, 'bounce');
      return;
    }
    this.#mailReport(message, chance.between(1, 30) * second, 'Delivery');
    const seen = chance.between(1, 600) * minute;
    if (chance.happens(habits.opens)) this.#mailReport(message, seen, 'Open');
    if (chance.happens(habits.clicks)) this.#mailReport(message, seen + minute, 'Click');
    if (chance.happens(habits.complains)) {
      this.#mailReport(message, seen + 2 * minute, 'Complaint', { complaintFeedbackType: 'abuse' });
      this.#close(message, seen + 2 * minute, 'complaint');
    }
    if (message.unsubscribe !== undefined && chance.happens(habits.optsOut)) this.#optOut(message, seen, 1);
    if (message.step === 'how-was-it' && message.survey !== undefined && chance.happens(habits.answers)) {
      this.#answer(message, seen, chance.whole(0, 10));
    }
  }

  #receiveText(message: Taken, { habits }: Shopper['person'], chance: Chance): void {
    const { tags, address, run, step } = message;
    const about = `${run} ${step}`;
    this.#later(6 * second, () => {
      const eventTimestamp = this.#world.now;
      const report = { eventType: 'TEXT_DELIVERED', eventTimestamp, isFinal: true, context: tags };
      this.#world.notifyTopic({ ...report, destinationPhoneNumber: address });
    });
    if (message.purpose !== 'marketing' || !chance.happens(habits.optsOut)) return;
    this.#later(chance.between(1, 300) * minute, () => {
      const text = { originationNumber: address, inboundMessageId: about, messageBody: 'STOP', messageKeyword: 'STOP' };
      this.#world.notifyTopic(text);
      this.optOuts.push({ address, channel: 'sms', at: this.#world.now, by: 'stop' });
    });
  }

  #mailReport({ tags, address }: Taken, after: number, eventType: string, more?: object): void {
    this.#later(after, () => this.#world.reportMail(tags, address, eventType, more));
  }

  /** The service's own list takes the address, too. */
  #close({ address, channel }: Taken, after: number, by: 'bounce' | 'complaint'): void {
    this.#later(after, () => {
      this.#world.post.suppress(address);
      this.optOuts.push({ address, channel, at: this.#world.now, by });
    });
  }

  /** Presses the button, and presses it again in half an hour when the page says that it did not work. */
  #optOut(message: Taken, after: number, attempt: number): void {
    this.#later(after, async () => {
      const token = new URL(message.unsubscribe ?? '').searchParams.get('t') ?? undefined;
      const name = `opt-out ${message.run} ${message.step} ${attempt}`;
      const status = await this.#world.request('manage-consent', { method: 'POST', token }, name);
      const { address, channel } = message;
      if (status === 200) this.optOuts.push({ address, channel, at: this.#world.now, by: 'link' });
      else this.#optOut(message, hour / 2, attempt + 1);
    });
  }

  /** Answers the question that the mail asks; who is told to wait tries again. */
  #answer(message: Taken, after: number, score: number, attempt = 1): void {
    this.#later(after, async () => {
      const token = new URL(message.survey ?? '').searchParams.get('t') ?? undefined;
      const name = `answer ${message.run} ${attempt}`;
      const status = await this.#world.request('take-survey', { method: 'POST', token, score: String(score) }, name);
      if (status >= 500) this.#answer(message, hour / 2, score, attempt + 1);
    });
  }

  #later(after: number, action: () => void): void {
    this.#world.clock.at(this.#world.now + Math.floor(after), action);
  }
}
