import { readSwitchRequest, type SwitchReport } from '../model/switch-request.ts';
import type { SwitchScope, SwitchState } from '../model/switches.ts';
import { turn } from '../policy/delivery/pause.ts';
import { toIso } from '../policy/time/timing.ts';
import type { Ports } from './ports.ts';

type SwitchPorts = Pick<Ports, 'clock'> & { readonly stores: Pick<Ports['stores'], 'switches'> };

/**
 * Says what is paused, pauses or resumes. Asked again it changes nothing, and keeps who was first. What has waited comes
 * back by itself.
 * @throws ContractError when the request is none
 */
export async function manageSwitches(request: unknown, { stores, clock }: SwitchPorts): Promise<SwitchReport> {
  const command = readSwitchRequest(request);
  if (command.do === 'show') return reportOf(await stores.switches.read());
  const { scope, by } = command;
  const to = command.do === 'pause' ? 'paused' : 'resumed';
  const at = clock();
  let changed = false;
  const after = await stores.switches.change((before) => {
    const switches = turn(before, { scope, to, at, by });
    changed = switches !== before;
    return switches;
  });
  return { ...reportOf(after), changed };
}

function reportOf({ paused, changes }: SwitchState): SwitchReport {
  return {
    paused: Object.entries(paused).flatMap(
      ([scope, pause]) => (pause ? [{ scope: scope as SwitchScope, at: toIso(pause.at), by: pause.by }] : []), // its keys
    ),
    changes: changes.map(({ at, ...change }) => ({ ...change, at: toIso(at) })),
  };
}
