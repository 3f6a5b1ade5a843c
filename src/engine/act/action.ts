import type { Action, ActionResult } from '../../model/action.ts';
import type { EmittedEnvelope } from '../../model/emitted-event.ts';
import type { DoInput } from '../../model/step.ts';
import type { RunPorts } from '../ports.ts';
import type { RunStep } from '../step.ts';

export type ActPorts = Pick<RunPorts, 'stores' | 'journeys' | 'settings' | 'clock' | 'publish' | 'staff' | 'count'>;

/** One step at one moment: what everything that can be done shares. */
export interface ActionContext extends RunStep<DoInput> {
  readonly envelope: EmittedEnvelope;
}

/** Does one thing. It may have been done already, by a call of which nobody heard. */
export type Perform<A extends Action> = (action: A, context: ActionContext, ports: ActPorts) => Promise<ActionResult>;
