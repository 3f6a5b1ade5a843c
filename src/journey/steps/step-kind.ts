import type { EventType } from '../../commerce/events.ts';
import type { Words } from '../../commerce/words.ts';
import type { Delay } from '../../model/delay.ts';
import type { Arm } from '../../model/step.ts';
import type { runParameters, runParametersOnTimeout, State, TaskState } from '../machine/states-language.ts';
import type { Journey } from '../model/journey.ts';
import type { MessageList } from '../model/messages.ts';
import type { Condition, SendStep, Step } from '../model/steps.ts';
import type { WrittenDelay } from '../model/values.ts';
import type { Fields } from '../reading/fields.ts';
import type { Source } from '../reading/source.ts';

/** A key as JSON Schema: what the editor offers and the reader accepts. */
export interface Key {
  readonly description: string;
  readonly [keyword: string]: unknown;
}

/**
 * All there is to know about one kind of step: nothing else in the project asks for a step's kind. A new kind is one
 * such object in one new file, and a line in the registry.
 */
export interface StepKind<S extends Step> {
  /** The keys of the step, its own name first. */
  readonly keys: Readonly<Record<string, Key>>;
  /** What the reference lists below the keys: a form of the step, and what it means. */
  readonly forms?: readonly (readonly [form: string, meaning: string])[];
  /** Reads one step; reports what is wrong with it, and then gives nothing. */
  read(fields: Fields, reading: Reading): S | undefined;

  /** How long it waits. Only a step that is nothing but a wait for a time has it: it has no id, and is no task. */
  delay?(step: S): WrittenDelay;
  /** The events after which the wait begins again. */
  restartsOn?(step: S): readonly EventType[] | undefined;
  /** Set where the run is over after it. */
  readonly ends?: true;
  /** The longest that it takes, in days; without it, no time. */
  longestDays?(step: S): number;
  /** What it sends. */
  sends?(step: S): Sending;
  /** Its arms, after which the line goes on. An arm may be empty. */
  arms?(step: S): readonly (readonly Step[])[];
  /** What it asks before it acts. */
  conditions?(step: S): readonly Condition[];

  /** The name of its state, before a suffix makes it unique. */
  stateName(step: S, nouns: Nouns): string;
  /** What the wait before it calls it: "Wait before …". */
  nounFor(step: S): string;
  /** Its state in the machine. @param awaited by the step below, if one state does both */
  state(step: S, place: Place, awaited?: Awaited): State;
  /** Set where one state can do both a step of this kind and an await below it. */
  readonly canAwait?: true;
  /** What the step awaits. Only a step that is nothing but a wait for an event has it. */
  awaited?(step: S, place: Place): Awaited;

  /** What it does, in a sentence that tells someone to do it: "Wait 4 hours." */
  explain(step: S): Words;
  /** The ways that lead away from it, beside the one to the step below. */
  branches?(step: S): readonly Branch[];
  /** Its box in a picture. */
  box(step: S): Box;
  /** What a comparison calls it. Steps of the same name are the same step. @param following as in `Nouns` */
  calledInDiff(step: S, following: string): string;
  /** What a comparison compares of it beside its branches, in words; '' if there is nothing. */
  setting(step: S): string;
}

/** The messages that a step may send, of which a run gets one, and what the step says about them. */
export interface Sending extends Pick<SendStep, 'purpose' | 'priority' | 'needs'> {
  readonly messages: readonly string[];
}

/** What the name of a state calls other steps. */
export interface Nouns {
  /** The step that comes next: `the end` after the last one. */
  readonly following: string;
  /** What an arm begins with, waits apart; `nothing` for an empty one. */
  readonly arm: (steps: readonly Step[]) => string;
}

/** What leads into an arm: a task that says when its first step is due, or a time-out, which says nothing. */
export type ArmKind = 'arm' | 'time-out';

/** A way that leads away from a step: an arm. After its last step the line goes on. */
export interface Branch {
  /** Its key in the file: `otherwise`. */
  readonly key: string;
  /** When a run goes this way: "if …", 「…ければ」. */
  readonly when: Words;
  /** None: the line goes on at once. */
  readonly steps: readonly Step[];
}

/** What a picture shows of a step. */
export interface Box {
  /** What it is for the customer: time passes, something comes, something is done, something is waited for, it is over. */
  readonly tone: 'time' | 'message' | 'deed' | 'question' | 'end';
  /** Lines of an SVG path within 16 × 16, drawn with a stroke. */
  readonly icon: string;
  readonly title: Words;
  readonly note?: Words;
}

/** What a step is read with. */
export interface Reading {
  readonly source: Source;
  readonly locales: readonly string[];
  readonly messages: MessageList;
  /** Whether a step above, in whatever line, sends a message. */
  hasMessageAbove(): boolean;
  /** An id that no other step of the journey has: the wanted one, or that with a number. */
  id(wanted: string): string;
  /** Reads the steps of an arm, after which the line goes on. */
  arm(key: string, fields: Fields, kind?: ArmKind): readonly Step[] | undefined;
}

/** The place of a state in the machine. */
export interface Place {
  readonly journey: Journey;
  readonly messages: MessageList;
  /** What a task is given of the run. */
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
  /** What the function is told of it, beside the run. */
  readonly given: TaskState['Parameters'];
  /** The longest that is waited for. */
  readonly minutes: number;
  /** The state that a time-out leads to. */
  readonly onTimeout: string;
  readonly onward: Place['onward'];
}

/** How a run comes into an arm, and what holds in it. */
export interface ArmWay {
  /** Whether a time-out leads here: no task says when the first step is due. */
  readonly onTimeout?: boolean;
  /** Whether messages are kept back; without it, as in the line around. */
  readonly holdOut?: boolean;
}

/** An arm as the task that chooses is told of it, and the name of the state that it begins with. */
export interface CompiledArm {
  readonly arm: Arm;
  readonly first: string;
}

/** What a task is told of what follows it: the wait, if one does, or that it is the last. */
export function onwardParameters({ then, onward }: Place): { then?: Delay; last?: true } {
  return { ...(then && { then }), ...('End' in onward && { last: true }) };
}
