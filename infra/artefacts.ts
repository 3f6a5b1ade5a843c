import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from '../build/bundle.ts';
import { buildCatalogue } from '../build/catalogue.ts';
import type { Catalogue } from '../src/contracts/catalogue.ts';

/** What statemachines/ and functions/ were turned into, ready to be deployed. */
export interface Artefacts {
  readonly catalogue: Catalogue;
  /** States Language by journey, with logical names such as `${deliver-message}` for resources. */
  readonly definitions: Readonly<Record<string, string>>;
  readonly bundles: readonly Bundle[];
}

/** The code of one function: a folder with index.js in it. */
export interface Bundle {
  readonly name: string;
  readonly dir: string;
  readonly bytes: number;
}

/**
 * Compiles the catalogue, bundles the functions with it, and reads the state machines.
 * @param root the repository
 * @param outDir where the bundles go
 */
export async function prepareArtefacts(root: string, outDir = join(root, 'dist/functions')): Promise<Artefacts> {
  const statemachines = join(root, 'statemachines');
  const catalogue = await buildCatalogue(statemachines);
  const [bundles, definitions] = await Promise.all([
    bundleFunctions({ outDir, catalogue }),
    readDefinitions(statemachines, Object.keys(catalogue.journeys)),
  ]);
  return { catalogue, definitions, bundles };
}

/**
 * The compiled state machine of each journey.
 * @throws Error when one was never compiled
 */
export async function readDefinitions(
  statemachines: string,
  journeys: readonly string[],
): Promise<Record<string, string>> {
  const entries = journeys.map(async (journey) => [journey, await readDefinition(statemachines, journey)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function readDefinition(statemachines: string, journey: string): Promise<string> {
  const path = join(statemachines, journey, 'journey.asl.json');
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`The journey ${journey} has no state machine at ${path}: compile the journeys first.`, { cause });
  }
}
