import type { Channel } from '../../commerce/customer/channel.ts';
import type { Language } from '../../commerce/words.ts';
import type { Action, ActionOf, StaffWay } from '../../model/action.ts';
import type { AwaitedEvent } from '../../model/awaited.ts';
import type { CouponOffer } from '../../model/coupon.ts';
import type { Weekday } from '../../model/delay.ts';
import type { Recurrence } from '../../model/journey.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Starts } from '../model/journey.ts';
import type { Condition, SplitArm, Step, StepOf } from '../model/steps.ts';
import type { WrittenDelay } from '../model/values.ts';
import type { ConditionPhrases } from './condition-phrases.ts';

/** Everything that one language says about journeys. Another language is another such object, and a line in words.ts. */
export interface Phrases {
  readonly language: Language;
  readonly values: ValuePhrases;
  readonly conditions: ConditionPhrases;
  readonly starts: StartsPhrases;
  readonly journey: JourneyPhrases;
  readonly picture: PicturePhrases;
  readonly steps: AllStepPhrases;
  readonly actions: AllActionPhrases;
  readonly diff: DiffPhrases;
  readonly machine: MachinePhrases;
}

export interface ValuePhrases {
  /** The events, joined by "or": follows "when …". */
  events(events: readonly AwaitedEvent[]): string;
  /** @param channels in order of preference */
  channels(channels: readonly Channel[]): string;
  /** @param words as written: `4 hours` */
  duration(words: string): string;
  delay(written: WrittenDelay): DelayPhrase;
  coupon(offer: CouponOffer): string;
}

/** A wait in words. */
export interface DelayPhrase {
  /** Follows "Wait", and precedes 「（まで）待つ」. */
  readonly text: string;
  /** True if the text names a time of the customer's clock. */
  readonly byTheClock: boolean;
  /** When there is nothing to wait for: "if …", 「…なら」. */
  readonly hint?: string;
}

/** When a journey starts. */
export interface StartsPhrases {
  entering(segment: string): string;
  /** Several things that start it: "when a or b". */
  when(ways: readonly string[]): string;
  calendar(every: Recurrence): string;
  /** @param event which also starts it */
  onCalendar(calendar: string, event?: string): string;
  /** The frequency of entries, as the end of a sentence. */
  readonly often: OftenPhrases;
  /** The same in a picture. */
  readonly oftenBriefly: OftenPhrases;
}

/** The frequency of a subject's entries: one phrase for each form of `again after`. */
export interface OftenPhrases {
  never(subject: string): string;
  always(subject: string): string;
  /** By the calendar, unless the run before is still under way. */
  atATime(subject: string): string;
  onceOver(subject: string): string;
  /** @param event after which it may enter earlier */
  after(subject: string, length: string, event?: string): string;
}

/** The sentences about a journey as a whole, and how sentences about steps are joined. */
export interface JourneyPhrases {
  purpose(purpose: Purpose, priority: number): string;
  /** @param topic its name in store.yaml */
  topic(topic: string): string;
  readonly ignoresCaps: string;
  starts(trigger: string, filter: string | undefined, often: string): string;
  audience(audience: string): string;
  readonly neverEnds: string;
  ends(events: string): string;
  goal(event: string, within: string): string;
  /** The phrase for an arm without steps. */
  readonly goOn: string;
  /** The line above the steps of a branch. */
  heading(when: string): string;
  /** A branch of one step, at the end of a sentence. */
  branch(when: string, sentence: string): string;
}

/** The remarks in a picture beside its steps. */
export interface PicturePhrases {
  startTitle(trigger: string): string;
  onlyIf(condition: string): string;
  readonly end: string;
  readonly goOn: string;
  readonly endsEarly: string;
  listed(event: string): string;
  readonly goal: string;
  goalNote(event: string, within: string): string;
}

/** The words of a step's or an action's box in a picture. */
export interface BoxPhrases<T> {
  title(thing: T): string;
  note?(thing: T): string | undefined;
}

/** The phrases of one kind of step, or of action. */
export interface KindPhrases<T> extends BoxPhrases<T> {
  /** An imperative sentence: "Wait 4 hours." */
  sentence(thing: T): string;
  /**
   * Its name in a comparison: "the message reminder".
   * @param following the name of the step below it
   */
  called(thing: T, following: string): string;
  /** Its settings in a comparison, as far as it states them; '' if there are none. */
  setting(thing: T): string;
}

/** The parts of a journey that are one value, as a comparison names and describes them. */
export type JourneyProperty =
  | 'about'
  | 'aboutElsewhere'
  | 'purpose'
  | 'topic'
  | 'priority'
  | 'caps'
  | 'starts'
  | 'filter'
  | 'audience'
  | 'oncePer'
  | 'againAfter'
  | 'againUpon'
  | 'restarts'
  | 'goal';

/** What a comparison of two versions of a journey says. */
export interface DiffPhrases {
  readonly properties: Readonly<Record<JourneyProperty, string>>;
  about(text: string): string;
  purpose(purpose: Purpose): string;
  readonly usualTopic: string;
  /** Whether the caps hold for it. */
  caps(ignored: boolean): string;
  /** @param trigger as after "Starts" */
  starts(trigger: string): string;
  readonly unfiltered: string;
  readonly everybody: string;
  subject(subject: Starts['oncePer']): string;
  again(after: Starts['againAfter']): string;
  readonly noEvent: string;
  restarts(events: string): string;
  readonly never: string;
  goal(event: string, within: string): string;
  readonly noGoal: string;
  endsNow(event: string): string;
  endsNoLonger(event: string): string;
  changed(what: string, before: string, after: string): string;
  /** Stands for a value that is absent. */
  readonly notSaid: string;
  /** The second, third … step of a name. */
  numbered(name: string, count: number): string;
  readonly theEnd: string;
  /** @param after the step above it; undefined at the beginning */
  added(step: string, after: string | undefined): string;
  moved(step: string, after: string | undefined): string;
  removed(step: string): string;
  /** A step with its setting in brackets. */
  withSetting(step: string, setting: string): string;
  /** A change inside an arm. @param key the arm's in the file */
  within(step: string, key: string, change: string): string;
}

/** What a comparison of two state machines says, beside `DiffPhrases`. */
export interface MachinePhrases {
  readonly about: string;
  readonly beginsWith: string;
  /** A state of the machine, as the console shows it. */
  state(name: string): string;
  /** A part of a state. */
  part(state: string, what: string): string;
  added(state: string): string;
  readonly onward: string;
  readonly waitBefore: string;
  readonly waitAfter: string;
  waitInArm(arm: number): string;
  readonly retries: string;
  readonly atMost: string;
  /** A wait as the file has it, which a state carries as its comment: `1 day, at 10:00`. */
  written(words: string): string;
  days(count: number): string;
  hours(count: number): string;
  minutes(count: number): string;
  /** Calendar days, then a time. */
  daysAt(days: number, at: string): string;
  weekdayAt(weekday: Weekday, at: string): string;
  /** @param date its path @param distance 0 for the date itself @param at the time, if it has one */
  date(date: string, distance: string | undefined, isBefore: boolean, at: string | undefined): string;
}

/** One entry for every kind of step; a `do` step says what its action says. */
export type AllStepPhrases = {
  readonly [Kind in Exclude<Step['kind'], 'do'>]: KindPhrases<StepOf<Kind>>;
} & {
  readonly await: {
    when(event: AwaitedEvent): string;
    readonly otherwise: string;
  };
  readonly if: {
    holds(condition: Condition): string;
    readonly otherwise: string;
  };
  readonly split: {
    /** @param all the weights of all arms together */
    arm(arm: SplitArm, all: number): string;
  };
};

/** One entry for every kind of action. */
export type AllActionPhrases = {
  readonly [Kind in Exclude<Action['kind'], TagAction['kind']>]: KindPhrases<ActionOf<Kind>>;
} & {
  readonly [Kind in TagAction['kind']]: KindPhrases<TagAction>;
} & {
  readonly 'tell-staff': { readonly by: Readonly<Record<StaffWay, string>> };
};

/** Two kinds in one type: they differ in their names alone. */
type TagAction = Extract<Action, { tag: string }>;
