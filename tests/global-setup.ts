import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Bundle, bundleFunctions, withCatalogue } from '../build/bundle.ts';
import { buildCatalogue } from '../build/catalogue.ts';
import { type Artefacts, prepareArtefacts, readDefinitions } from '../infra/artefacts.ts';
import { lifecycleApp } from '../infra/lifecycle-app.ts';
import { defaultStage, type StageSettings } from '../infra/settings.ts';
import { connectors } from '../src/connectors/connectors.ts';
import { unusedGrants } from './used-grants.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory of the synthesized stack, with the functions' real bundles. */
    readonly cdkOut: string;
    /** The same bundles with the catalogue in a file: stacks with journeys of their own replace it. */
    readonly bundles: readonly Bundle[];
    /** The directory in which stories note the grants that they used. */
    readonly usedGrants: string;
  }
}

/** A shop that has set up everything: e-mail from its own domain whose openings are told of, and SMS from a number. */
export const settings: StageSettings = {
  email: {
    senderAddress: 'hello@shop.example.com',
    identity: 'shop.example.com',
    createIdentity: true,
    trackOpens: true,
  },
  sms: {
    createConfigurationSet: true,
    originationIdentity: 'arn:aws:sms-voice:ap-northeast-1:000000000000:phone-number/phone-1',
  },
  keepData: true,
  connectors: {
    ...Object.fromEntries([...connectors.keys()].map((name) => [name, {}])),
    browser: { origins: ['https://shop.example'], currency: 'USD' },
    'ec-cube': { url: 'https://ec-cube.shop.example.com' },
    shopify: { partnerSource: 'aws.partner/shopify.com/0000000/aws-shopify-webhooks-test' },
    stripe: { partnerSource: 'aws.partner/stripe.com/ed_123' },
  },
};

const { connectors: _connectors, ...withoutConnectors } = settings;

/** Synthesizes the stack once for all tests of a run, into a directory that the run removes. */
export default async function setup(project: TestProject): Promise<() => void> {
  process.env.CDK_VALIDATION = 'false'; // a gate of its own holds the templates to it
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-stack-'));
  copyStateMachines(directory);
  const artefacts = await prepareArtefacts(directory, join(directory, 'functions'));
  const cdkOut = synthesizeShop(artefacts, directory);
  const { catalogue } = artefacts;
  const bundles = await bundleFunctions({ outDir: join(directory, 'open'), catalogue, catalogueIn: 'file' });
  const used = join(directory, 'used');
  mkdirSync(used);
  project.provide('cdkOut', cdkOut);
  project.provide('bundles', bundles);
  project.provide('usedGrants', used);
  return () => {
    const unused = isWhole(project) ? unusedGrants(cdkOut, used) : [];
    rmSync(directory, { recursive: true, force: true });
    if (unused.length === 0) return;
    throw new Error(
      `The stack grants what no story uses, and tests/used-grants.ts gives no reason: ${unused.join(', ')}.`,
    );
  };
}

/** Whether every story was told. Of a part of them nothing follows about grants. */
function isWhole({ vitest }: TestProject): boolean {
  const told = vitest.state.getFilepaths().filter((path) => dirname(path).endsWith('scenarios'));
  const stories = readdirSync(join(import.meta.dirname, 'scenarios')).filter((name) => name.endsWith('.test.ts'));
  const isPassed = vitest.state.getFailedFilepaths().length === 0; // a story that broke off used less
  return isPassed && told.length === stories.length && vitest.getGlobalTestNamePattern() === undefined;
}

/** Copies statemachines/ into a folder. Nothing is spread in the copy, because scenarios tell times to the second. */
export function copyStateMachines(root: string): void {
  const copy = join(root, 'statemachines');
  cpSync(join(import.meta.dirname, '../statemachines'), copy, { recursive: true });
  const store = join(copy, 'store.yaml');
  writeFileSync(store, readFileSync(store, 'utf8').replace(/^sending: .*$/m, 'sending: { spread: none }'));
}

/**
 * Synthesizes that shop's stack with journeys of a story's own, and without connectors unless the stage has them.
 * @param bundles the functions, with the catalogue in a file
 * @param root the folder that statemachines/ stands in; the functions and cdk.out go there too
 * @returns the directory cdk.out
 */
export async function synthesizeOwn(
  bundles: readonly Bundle[],
  root: string,
  stage: StageSettings = withoutConnectors,
): Promise<string> {
  const statemachines = join(root, 'statemachines');
  const definitions = readDefinitions(statemachines);
  const catalogue = await buildCatalogue(statemachines);
  const own = withCatalogue(bundles, catalogue, join(root, 'functions'));
  return synthesizeShop({ catalogue, definitions, bundles: own }, root, stage);
}

function synthesizeShop(artefacts: Artefacts, directory: string, stage = settings): string {
  const cdkOut = join(directory, 'cdk.out');
  lifecycleApp(artefacts, {
    outdir: cdkOut,
    stages: { [defaultStage]: stage },
    here: { account: undefined, region: undefined },
  }).synth();
  return cdkOut;
}
