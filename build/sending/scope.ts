import { channels } from '../../src/commerce/customer/channel.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { type Pausable, pausable, type SwitchScope } from '../../src/model/switches.ts';
import { refuseMore, UsageError } from '../command/command.ts';
import { loadJourneys } from '../journeys.ts';

/** What is called what in a sentence. */
const kindNames = { journey: say`journey`, channel: say`channel`, topic: say`topic` } as const;

/** The names of each kind in the shop's folder. */
function namesIn(statemachines: string): Readonly<Record<Pausable, readonly string[]>> {
  const { settings, journeys } = loadJourneys(statemachines);
  return {
    journey: journeys.map(({ journey }) => journey.name),
    channel: channels,
    topic: Object.keys(settings.topics),
  };
}

/**
 * Reads what is to be paused or resumed: `all`, or a kind and a name.
 * @param statemachines the folder, for the names of journeys and topics
 * @param isStrict false for what may be gone from the folder, and still be paused in the stage
 * @throws UsageError saying what there is
 */
export function readScope(words: readonly string[], statemachines: string, isStrict: boolean): SwitchScope {
  const [kind, name, ...others] = words;
  const kinds = ['all', ...pausable];
  if (kind === undefined) throw new UsageError(say`What? Name ${kinds.join(', ')}: "journey welcome", or "all".`);
  refuseMore(others, say`name one thing`);
  if (kind === 'all') {
    if (name === undefined) return 'all';
    throw new UsageError(say`"all" stands alone: without "${name}" everything is meant; name a kind for one thing.`);
  }
  const known = pausable.find((one) => one === kind);
  if (known === undefined) throw new UsageError(say`"${kind}" is nothing that can be paused: ${suggest(kind, kinds)}`);
  const names = namesIn(statemachines)[known];
  if (name === undefined) throw new UsageError(say`Which ${kindNames[known]}? There are ${names.join(', ')}.`);
  if (names.includes(name) || (!isStrict && /^[a-z0-9-]{1,80}$/.test(name))) return `${known}#${name}`;
  throw new UsageError(say`There is no ${kindNames[known]} "${name}": ${suggest(name, [...names])}`);
}
