import type { FormChoices } from '../../../src/web/preferences/form.ts';
import type { Chance } from '../world/chance.ts';
import { type Choice, isChosen, isSaved, type ShownChoices, withChoice } from '../world/choosing.ts';
import type { Taken } from '../world/post.ts';
import type { PreferencesVisit, World } from '../world/world.ts';
import type { Shopper } from './history.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The share of messages that arrive hours late. */
const silent = 0.2;

/** Somebody who opted out, or complained: from when on everybody has to know. */
export interface OptOut {
  readonly address: string;
  readonly channel: Taken['channel'];
  /** When our page said that it is done, or when a report or a text of it was handed over. */
  readonly at: number;
  readonly by: 'link' | 'complaint' | 'stop' | 'bounce';
}

/** A choice that somebody made for an address on the page that a mail led to. */
export interface Chosen {
  readonly address: string;
  readonly channel: Taken['channel'];
  readonly choice: Choice;
  /** When they first asked for it, and when the page said that it is done. */
  readonly askedAt: number;
  readonly at: number;
}

/** What somebody is going to choose, and when. */
interface Wish {
  readonly at: number;
  readonly choice: Choice;
}

/** An agreement that the reader of a mail confirmed on the page behind its link. */
export interface Confirmed {
  readonly address: string;
  /** When they first pressed the button, and when the page said that it is done. */
  readonly askedAt: number;
  readonly at: number;
}

/** Everybody at their mailboxes and phones. What they do with a message hangs on the message, and on nothing else. */
export class Audience {
  readonly optOuts: OptOut[] = [];
  readonly choices: Chosen[] = [];
  /** When the arrival of a message was first reported, by the key that its reports bring back. */
  readonly arrivals = new Map<string, number>();
  readonly confirmed: Confirmed[] = [];
  readonly #world: World;
  readonly #confirms: number;
  readonly #people: ReadonlyMap<string, Shopper['person']>;

  /** @param confirms the share of mails that ask to confirm an agreement whose reader does */
  constructor(world: World, shoppers: readonly Shopper[], confirms = 0) {
    this.#world = world;
    this.#confirms = confirms;
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
    this.#later(this.#delay(message, chance.between(1, 30) * second), () => this.#arrive(message));
    const seen = chance.between(1, 600) * minute;
    if (message.confirm !== undefined) this.#readRequest(message, chance);
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
    if (message.preferences !== undefined && chance.happens(habits.chooses)) {
      const at = this.#world.now + Math.floor(seen) + hour;
      this.#choose(message, { at, choice: choiceFrom(chance, at) });
    }
  }

  #receiveText(message: Taken, { habits }: Shopper['person'], chance: Chance): void {
    const { address, run, step } = message;
    const about = `${run} ${step}`;
    this.#later(this.#delay(message, 6 * second), () => this.#arrive(message));
    if (message.purpose !== 'marketing' || !chance.happens(habits.optsOut)) return;
    this.#later(chance.between(1, 300) * minute, () => {
      const text = { originationNumber: address, inboundMessageId: about, messageBody: 'STOP', messageKeyword: 'STOP' };
      this.#world.notifyTopic(text);
      this.optOuts.push({ address, channel: 'sms', at: this.#world.now, by: 'stop' });
    });
  }

  /** A carrier or a mailbox may be silent for hours, after which the message arrives. */
  #delay({ tags }: Taken, usual: number): number {
    const chance = this.#world.faults.chanceOf('silence', tags.message ?? '');
    return chance.happens(silent) ? chance.between(2, 40) * hour : usual;
  }

  #arrive({ channel, tags, address }: Taken): void {
    const at = this.#world.now;
    const key = tags.message ?? '';
    if (!this.arrivals.has(key)) this.arrivals.set(key, at);
    if (channel === 'email') {
      this.#world.reportMail(tags, address, 'Delivery');
      return;
    }
    const report = { eventType: 'TEXT_DELIVERED', eventTimestamp: at, isFinal: true, context: tags };
    this.#world.notifyTopic({ ...report, destinationPhoneNumber: address });
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

  /** Reads the page, again in half an hour when it does not come, and makes a choice there if it is not so already. */
  #choose(message: Taken, wish: Wish, attempt = 1): void {
    this.#world.clock.at(wish.at + ((attempt - 1) * hour) / 2, async () => {
      const shown = await this.#preferences(message, `preferences ${attempt}`);
      if (shown === undefined) this.#choose(message, wish, attempt + 1);
      else if (shown !== 'nothing' && !isChosen(shown, wish.choice)) this.#save(message, wish, shown);
    });
  }

  /** Saves the page, and saves it again in half an hour when it says that it did not work. The page says whether the choice is made. */
  #save(message: Taken, { choice, at: askedAt }: Wish, shown: FormChoices, attempt = 1): void {
    this.#later(attempt === 1 ? 0 : hour / 2, async () => {
      const form = { shown, chosen: withChoice(shown, choice) };
      const after = await this.#preferences(message, `choice ${attempt}`, form);
      const { address, channel } = message;
      if (after === undefined) this.#save(message, { choice, at: askedAt }, shown, attempt + 1);
      else if (isSaved(after, choice)) this.choices.push({ address, channel, choice, askedAt, at: this.#world.now });
    });
  }

  #preferences(
    { preferences = '', run, step }: Taken,
    name: string,
    form?: PreferencesVisit['form'],
  ): Promise<ShownChoices | undefined> {
    const token = new URL(preferences).searchParams.get('t') ?? undefined;
    return this.#world.preferences({ token, ...(form && { form }) }, `${name} of ${run} ${step}`);
  }

  /** A scanner follows the link at once. The reader presses the button within a day, or after the link has ended. */
  #readRequest(message: Taken, chance: Chance): void {
    this.#later(second, () => this.#openConfirm(message, 'GET', 'scan'));
    if (!chance.happens(this.#confirms)) return;
    this.#confirm(message, chance.happens(0.1) ? 8 * day : chance.between(1, 1440) * minute);
  }

  #openConfirm({ confirm = '', run, step }: Taken, method: string, name: string): Promise<number> {
    const token = new URL(confirm).searchParams.get('t') ?? undefined;
    return this.#world.request('manage-consent', { page: 'confirm', method, token }, `confirm ${run} ${step} ${name}`);
  }

  /** Presses the button, again in half an hour when the page says that it did not work, and once more when it did. */
  #confirm(message: Taken, after: number, attempt = 1, askedAt?: number): void {
    this.#later(after, async () => {
      const began = askedAt ?? this.#world.now;
      const status = await this.#openConfirm(message, 'POST', String(attempt));
      if (status >= 500) return this.#confirm(message, hour / 2, attempt + 1, began);
      if (status !== 200) return;
      this.confirmed.push({ address: message.address, askedAt: began, at: this.#world.now });
      await this.#openConfirm(message, 'POST', 'again');
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

/** What somebody may choose, most often less. @param at when they choose it */
function choiceFrom(chance: Chance, at: number): Choice {
  const kind = chance.whole(0, 5);
  if (kind === 0) return { less: chance.happens(0.75) };
  if (kind === 1) return { pausedUntil: chance.happens(0.2) ? undefined : at + 30 * day };
  const topic = chance.pick(['offers', 'offers', 'reviews', 'restock', 'surveys', 'order-updates']);
  return { topic, to: chance.happens(0.65) ? 'off' : 'on' };
}
