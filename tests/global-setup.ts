import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareArtefacts } from '../infra/artefacts.ts';
import { lifecycleApp } from '../infra/lifecycle-app.ts';
import { defaultStage, type StageSettings } from '../infra/settings.ts';
import { connectors } from '../src/connectors/connectors.ts';
import { unusedGrants } from './used-grants.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory of the synthesized stack, with the functions' real bundles. */
    readonly cdkOut: string;
    /** The directory in which stories note the grants that they used. */
    readonly usedGrants: string;
  }
}

/** A shop that has set up everything: e-mail from its own domain whose openings are told of, and SMS from a number. */
const settings: StageSettings = {
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
    'ec-cube': { url: 'https://ec-cube.shop.example.com' },
    shopify: { partnerSource: 'aws.partner/shopify.com/0000000/aws-shopify-webhooks-test' },
  },
};

/** Synthesizes the stack once for all tests of a run, into a directory that the run removes. */
export default async function setup(project: TestProject): Promise<() => void> {
  process.env.CDK_VALIDATION = 'false'; // a gate of its own holds the templates to it
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-stack-'));
  copyStateMachines(directory);
  const cdkOut = await synthesizeShop(directory, directory);
  const used = join(directory, 'used');
  mkdirSync(used);
  project.provide('cdkOut', cdkOut);
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
 * Synthesizes that shop's stack.
 * @param root the folder that statemachines/ stands in
 * @param directory where the functions and cdk.out go
 * @returns the directory cdk.out
 */
export async function synthesizeShop(root: string, directory: string): Promise<string> {
  const artefacts = await prepareArtefacts(root, join(directory, 'functions'));
  const cdkOut = join(directory, 'cdk.out');
  lifecycleApp(artefacts, {
    outdir: cdkOut,
    stages: { [defaultStage]: settings },
    here: { account: undefined, region: undefined },
  }).synth();
  return cdkOut;
}
