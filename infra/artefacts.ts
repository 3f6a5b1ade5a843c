import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundleFunctions, withCatalogue } from '../build/bundle.ts';
import { buildCatalogue } from '../build/catalogue.ts';
import { CommandError } from '../build/command/command.ts';
import { examine } from '../build/examine.ts';
import { type LoadedJourneys, loadJourneys } from '../build/journeys.ts';
import { Memory } from '../build/memory.ts';
import { printMachine } from '../src/journey/compiling/compile.ts';
import type { Problem } from '../src/journey/reading/problem.ts';
import type { Catalogue } from '../src/model/catalogue.ts';

/** The build results of statemachines/ and functions/, ready to deploy. */
export interface Artefacts {
  readonly catalogue: Catalogue;
  /** States Language by journey, with logical names such as `${deliver-message}` for resources. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly bundles: readonly Bundle[];
}

/**
 * Compiles the catalogue, bundles the functions with it, and reads the state machines.
 * @param root the repository
 * @param outDir where the bundles go
 * @throws CommandError when a committed state machine is not what its journey compiles to
 */
export async function prepareArtefacts(root: string, outDir = join(root, 'dist/functions')): Promise<Artefacts> {
  const statemachines = join(root, 'statemachines');
  const definitions = readDefinitions(statemachines);
  const catalogue = await buildCatalogue(statemachines);
  return { catalogue, definitions, bundles: await bundleFunctions({ outDir, catalogue }) };
}

/** What statemachines/ compiles to now, and what was read of it. */
export type OwnArtefacts = Artefacts & { readonly loaded: LoadedJourneys };

/** Compiles for one's own machine, time after time. */
export interface OwnCompiler {
  /**
   * @param outDir where the bundles go
   * @throws JourneyError or MessageError with what is wrong with the files
   */
  compile(outDir: string): Promise<OwnArtefacts>;
  /** Everything that is wrong with the journeys and with their messages. */
  problems(): Promise<readonly Problem[]>;
}

/**
 * Compiles for one's own machine: the state machines as statemachines/ says them, whether or not that is committed. The
 * functions are bundled the first time only, since their code stays the same while this process runs.
 * @param root the repository
 * @param kept a folder that stays, for the bundles of the first time
 */
export function ownCompiler(root: string, kept: string): OwnCompiler {
  const statemachines = join(root, 'statemachines');
  const memory = new Memory();
  let bundled: readonly Bundle[] | undefined;
  const compile = async (outDir: string): Promise<OwnArtefacts> => {
    memory.begin();
    const loaded = loadJourneys(statemachines, memory);
    const catalogue = await buildCatalogue(statemachines, loaded, memory);
    memory.end();
    const definitions = loaded.journeys.map(({ journey, machine }) => [journey.name, printMachine(machine)] as const);
    bundled ??= await bundleFunctions({ outDir: kept, catalogue, catalogueIn: 'file', asksDirectly: true });
    const bundles = withCatalogue(bundled, catalogue, outDir);
    return { catalogue, definitions: Object.fromEntries(definitions), bundles, loaded };
  };
  return { compile, problems: async () => (await examine(statemachines, memory)).problems };
}

/**
 * The state machine of each journey, as committed.
 * @param statemachines the folder
 * @throws CommandError when one is not what its journey compiles to: the deployment would mix the new with the old
 */
export function readDefinitions(statemachines: string): Record<string, string> {
  const definitions = loadJourneys(statemachines).journeys.map(({ journey, machine }) => {
    const path = join(statemachines, journey.name, 'journey.asl.json');
    const committed = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    if (committed === printMachine(machine)) return [journey.name, committed] as const;
    throw new CommandError(
      `${path} is not what journey.yaml compiles to. Run "npm run build", and commit what it writes.`,
    );
  });
  return Object.fromEntries(definitions);
}
