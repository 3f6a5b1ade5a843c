import type { ConnectorReport, ConnectorRequest } from '../../src/model/connector-request.ts';
import type { HelpLines } from '../command/command.ts';
import { wayTo } from '../stage/function-options.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/**
 * Lets the stage's function `manage-connectors` do something.
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function askManageConnectors(stage: Stage, request: ConnectorRequest): Promise<ConnectorReport> {
  return (await invoke(stage, 'manage-connectors', request)) as ConnectorReport; // as the use case answers
}

/** The notes of every command that asks it. */
export const connectorDetails: HelpLines = {
  en: ['--stage STAGE    a stage of infra/settings.ts (default dev)', '', ...wayTo('manage-connectors').en],
  ja: ['--stage STAGE    infra/settings.ts のステージ（既定 dev）', '', ...wayTo('manage-connectors').ja],
};
