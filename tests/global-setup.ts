import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareArtefacts } from '../infra/artefacts.ts';
import { lifecycleApp } from '../infra/lifecycle-app.ts';
import { defaultStage, type StageSettings } from '../infra/settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory of the synthesized stack, with the functions' real bundles. */
    readonly cdkOut: string;
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
};

/** Synthesizes the stack once for all tests of a run, into a directory that the run removes. */
export default async function setup(project: TestProject): Promise<() => void> {
  process.env.CDK_VALIDATION = 'false'; // a gate of its own holds the templates to it
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-stack-'));
  project.provide('cdkOut', await synthesizeShop(join(import.meta.dirname, '..'), directory));
  return () => rmSync(directory, { recursive: true, force: true });
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
  lifecycleApp(artefacts, { outdir: cdkOut, stages: { [defaultStage]: settings } }).synth();
  return cdkOut;
}
