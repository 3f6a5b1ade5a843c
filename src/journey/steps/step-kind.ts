import type { EventType } from '../../commerce/events.ts';
import type { Words } from '../../commerce/words.ts';
import type { Delay } from '../../model/delay.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Arm } from '../../model/step.ts';
import type { Surveys } from '../../model/survey.ts';
import type { Topics } from '../../model/topic.ts';
import type { Scope } from '../conditions/scope.ts';
import type { runParameters, runParametersOnTimeout, State, TaskState } from '../machine/states-language.ts';
import type { Journey } from '../model/journey.ts';
import type { MessageList } from '../model/messages.ts';
import type { Condition, SendStep, Step } from '../model/steps.ts';
import type { WrittenDelay } from '../model/values.ts';
import type { Fields } from '../reading/fields.ts';
import type { Source } from '../reading/source.ts';

/** A key as JSON Schema: what the editor offers and the reader accepts. */
export interface KeySchema {
  readonly description: string;
  readonly [keyword: string]: unknown;
}

/**
 * All there is to know about one kind of step: nothing else in the project asks for a step's kind. A new kind is one
 * such object in one new file, and a line in the registry.
 */
export interface StepKind<S extends Step> {
  /** The keys of the step, its own name first. */
  readonly keys: Readonly<Record<string, KeySchema>>;
  /** The list below the keys in the reference: a form of the step, and its meaning. */
  readonly forms?: readonly (readonly [form: string, meaning: string])[];
  /** Reads one step; reports what is wrong with it, and then gives nothing. */
  read(fields: Fields, reading: Reading): S | undefined;

  /** Its length. Only a step that is nothing but a wait for a time has it: it has no id, and is no task. */
  delay?(step: S): WrittenDelay;
  /** The events after which the wait begins again. */
  restartsOn?(step: S): readonly EventType[] | undefined;
  /** Set where the run is over after it. */
  readonly ends?: true;
  /** The longest that it takes, in days; without it, no time. */
  longestDays?(step: S): number;
  /** The messages that it sends. */
  sends?(step: S): MessageChoice;
  /** Its arms, after which the line goes on. An arm may be empty. */
  arms?(step: S): readonly (readonly Step[])[];
  /** The conditions that it checks before it acts. */
  conditions?(step: S): readonly Condition[];

  /** The name of its state, before a suffix makes it unique. */
  stateName(step: S, nouns: Nouns): string;
  /** Its name in the wait before it: "Wait before …". */
  nounFor(step: S): string;
  /** Its state in the machine. @param awaited by the step below, if one state does both */
  state(step: S, place: StatePlace, awaited?: Awaited): State;
  /** Set where one state can do both a step of this kind and an await below it. */
  readonly canAwait?: true;
  /** The events that it awaits. Only a step that is nothing but a wait for an event has it. */
  awaited?(step: S, place: StatePlace): Awaited;

  /** An imperative sentence: "Wait 4 hours." */
  explain(step: S): Words;
  /** The ways that lead away from it, beside the one to the step below. */
  branches?(step: S): readonly StepBranch[];
  /** Its box in a picture. */
  box(step: S): Box;
  /**
   * Its name in a comparison. Steps of the same name are the same step.
   * @param following the name of the step below it
   */
  calledInDiff(step: S, following: Words): Words;
  /** Its settings in a comparison, beside its branches; '' if there are none. */
  setting(step: S): Words;
}

/** The messages that a step may send, of which a run gets one, and what the step says about them. */
export interface MessageChoice
  extends Pick<
    SendStep,
    'purpose' | 'priority' | 'needs' | 'coupon' | 'survey' | 'topic' | 'channels' | 'usefulUntil'
  > {
  readonly messages: readonly string[];
}

/** The names that a state's name uses for other steps. */
export interface Nouns {
  /** The step that comes next: `the end` after the last one. */
  readonly following: string;
  /** The beginning of an arm, waits apart; `nothing` for an empty one. */
  readonly arm: (steps: readonly Step[]) => string;
}

/** The way into an arm: from a task that says when its first step is due, or from a time-out, which says nothing. */
export type ArmKind = 'arm' | 'time-out';

/** A way that leads away from a step: an arm. After its last step the line goes on. */
export interface StepBranch {
  /** Its key in the file: `otherwise`. */
  readonly key: string;
  /** When a run goes this way: "if …", 「…ければ」. */
  readonly when: Words;
  /** None: the line goes on at once. */
  readonly steps: readonly Step[];
}

/** A step's box in a picture. */
export interface Box {
  /**
   * Its meaning for the customer: time passes, a message comes, something is done, something is waited for, it is over.
   */
  readonly tone: 'time' | 'message' | 'deed' | 'question' | 'end';
  /** Lines of an SVG path within 16 × 16, drawn with a stroke. */
  readonly icon: string;
  readonly title: Words;
  readonly note?: Words;
}

/** The context in which a step is read. */
export interface Reading {
  readonly source: Source;
  readonly locales: readonly string[];
  readonly messages: MessageList;
  readonly topics: Topics;
  readonly surveys: Surveys;
  /** The journey's; undefined if that is faulty. */
  readonly purpose: Purpose | undefined;
  /** What conditions may ask about. */
  readonly scope: Scope;
  /** True if a step above, in whatever line, sends a message. */
  hasMessageAbove(): boolean;
  /** The messages that the steps above send, in whatever line; undefined when one of these steps is faulty. */
  messagesAbove(): readonly string[] | undefined;
  /** An id that no other step of the journey has: the wanted one, or that with a number. */
  id(wanted: string): string;
  /** Reads the steps of an arm, after which the line goes on. */
  arm(key: string, fields: Fields, kind?: ArmKind): readonly Step[] | undefined;
}

/** The place of a state in the machine. */
export interface StatePlace {
  readonly journey: Journey;
  readonly messages: MessageList;
  /** The part of a task's input that identifies the run. */
  readonly run: typeof runParameters | typeof runParametersOnTimeout;
  /** The way on from here: the next state, or the end. */
  readonly onward: { readonly Next: string } | { readonly End: true };
  /** The wait that follows, if one does. */
  readonly then?: Delay;
  /** Set inside a hold-out: messages are kept back. */
  readonly holdOut?: true;
  /** As in `Nouns`. */
  readonly armNoun: Nouns['arm'];
  /** Compiles steps after which the line goes on; there may be none. */
  arm(steps: readonly Step[], way?: ArmWay): CompiledArm;
  /** Adds a state that belongs to this one. Returns the name that it got. */
  beside(name: string, state: State): string;
}

/** A wait for an event, as the task carries it whose state it is. */
export interface Awaited {
  /** The function's further input, beside the run. */
  readonly parameters: TaskState['Parameters'];
  /** The longest that is waited for. */
  readonly minutes: number;
  /** The state that a time-out leads to. */
  readonly onTimeout: string;
  readonly onward: StatePlace['onward'];
}

/** A run's way into an arm, and the rules that hold in it. */
export interface ArmWay {
  /** True if a time-out leads here: no task says when the first step is due. */
  readonly onTimeout?: boolean;
  /** True if messages are kept back; by default as in the line around. */
  readonly holdOut?: boolean;
}

/** An arm as the task that chooses is told of it, and the name of the state that it begins with. */
export interface CompiledArm {
  readonly arm: Arm;
  readonly first: string;
}

/**
 * The parameters of a task for the step that follows it: the wait, if there is one, or the mark that it is the last.
 */
export function onwardParameters({ then, onward }: StatePlace): { then?: Delay; last?: true } {
  return { ...(then && { then }), ...('End' in onward && { last: true }) };
}
