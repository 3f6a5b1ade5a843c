import { defaultStage, prefixOf, type StageSettings, stages } from '../../infra/settings.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { UsageError } from '../command/command.ts';

/** A stage that a command asks. */
export interface Stage extends Pick<StageSettings, 'account' | 'region' | 'email'> {
  readonly name: string;
  /** The prefix of its resources' names. */
  readonly prefix: string;
}

/**
 * The stage of that name; unless one is named, the stage dev.
 * @throws UsageError when infra/settings.ts has none
 */
export function stageNamed(name: string = defaultStage, among = stages): Stage {
  const settings = Object.hasOwn(among, name) ? among[name] : undefined;
  if (settings) {
    const { account, region, email } = settings;
    return { name, prefix: prefixOf(name), account, region, email };
  }
  throw new UsageError(say`There is no stage "${name}" in infra/settings.ts: ${suggest(name, Object.keys(among))}`);
}
