import type { IntendedMessage, JourneyRules } from '../../model/journey.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import { callOf, functionNamed, type State, type StateMachine } from './states-language.ts';

/**
 * The messages that a run comes to when it is over before its first step, in order: the way of a run that is over goes
 * by the last arm of every choice, and never by a time-out. None of them is sent, and each is a line of the ledger.
 */
export function messagesWhenOver({ StartAt, States }: StateMachine): IntendedMessage[] {
  const messages: IntendedMessage[] = [];
  for (let name: string | undefined = StartAt; name !== undefined; name = wayOn(States[name])) {
    const state: State | undefined = States[name];
    const call = state && callOf(state);
    if (call?.called !== functionNamed('deliver-message')) continue;
    const { id, message, purpose, variants } = call.parameters.step as CompiledSendStep; // as send.ts compiles it
    messages.push({ id, message, purpose, ...(variants && { variants }) });
  }
  return messages;
}

/** The messages that are sent again when they do not arrive: a part of the rules, because a report brings them back. */
export function fallBacksIn({ States }: StateMachine): Pick<JourneyRules, 'fallBacks'> {
  const steps = Object.values(States).flatMap((state) => {
    const call = callOf(state);
    if (call?.called !== functionNamed('deliver-message')) return [];
    const step = call.parameters.step as CompiledSendStep; // as send.ts compiles it
    return step.fallBack && !step.holdOut ? [[step.id, step] as const] : [];
  });
  return steps.length === 0 ? {} : { fallBacks: Object.fromEntries(steps) };
}

function wayOn(state: State | undefined): string | undefined {
  if (state === undefined || state.Type === 'Succeed') return undefined;
  return state.Type === 'Choice' ? state.Default : state.Next;
}
