import type { Delay } from '../../model/delay.ts';
import type { Arm } from '../../model/step.ts';
import type { runParameters, runParametersOnTimeout, State, TaskState } from '../machine/states-language.ts';
import type { Journey, MessageList } from '../model/journey.ts';
import type { ArmKind } from '../parsing/order.ts';
import type { Fields } from '../reading/fields.ts';
import type { Position } from '../reading/problem.ts';
import type { Source } from '../reading/source.ts';
import type { Words } from '../words/words.ts';
import type { Step } from './registry.ts';

/** What every step has, whatever its kind. */
export interface AnyStep {
  readonly kind: string;
  readonly at: Position;
}

/** All there is to know about one kind of step. A new kind is one such object in one new file. */
export interface StepKind<S extends AnyStep> {
  /** The keys of the step, its own name first, as JSON Schema: what the editor offers and the reader accepts. */
  readonly keys: Readonly<Record<string, { readonly description: string; readonly [keyword: string]: unknown }>>;
  /** Reads one step; reports what is wrong with it, and then gives nothing. */
  read(fields: Fields, reading: Reading): S | undefined;
  /** The name of its state, before a suffix makes it unique. @param following what comes after it, as a noun */
  stateName(step: S, following: string): string;
  /** How the wait before it is called: "Wait before …". */
  nounFor(step: S): string;
  /** Its state in the machine. @param awaited by the step below, if one state does for both */
  state(step: S, place: Place, awaited?: Awaited): State;
  /** Set where one state can do for a step of this kind and an await below it. */
  readonly canAwait?: true;
  /** What the step awaits. Only a step that is nothing but a wait for an event has it. */
  awaited?(step: S, place: Place): Awaited;
  /** What it does, in a sentence that tells someone to do it: "Wait 4 hours." */
  explain(step: S): Words;
  /** The ways that lead away from it, beside the one to the step below. */
  branches?(step: S): readonly Branch[];
  /** Its box in a picture. */
  box(step: S): Box;
  /** How a comparison calls it. A step that is called the same is the same step. @param following as in stateName */
  calledInDiff(step: S, following: string): string;
  /** What a comparison compares of it beside its branches, in words; '' if there is nothing. */
  setting(step: S): string;
}

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
  /** The kinds of the steps above, in whatever line. */
  readonly above: Set<string>;
  /** An id that no other step of the journey has: the wanted one, or that with a number. */
  id(wanted: string): string;
  /** Reads the steps of an arm, after which the line goes on. */
  arm(key: string, fields: Fields, kind?: ArmKind): readonly Step[] | undefined;
}

/** Where in the machine a state comes to stand. */
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
