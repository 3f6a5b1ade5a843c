import type { SwitchReport, SwitchRequest } from '../../src/model/switch-request.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/**
 * Lets the stage's function `manage-switches` do something.
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function askManageSwitches(stage: Stage, request: SwitchRequest): Promise<SwitchReport> {
  return (await invoke(stage, 'manage-switches', request)) as SwitchReport; // as the use case answers
}
