import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCatalogue } from '../../build/catalogue.ts';
import { type Artefacts, readDefinitions } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import type { StageSettings } from '../../infra/settings.ts';

/** What a template holds at any depth. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Resource {
  readonly Type: string;
  readonly Properties: { [key: string]: Json };
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
}

export interface Synthesis {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, { readonly Value: Json }>>;
  /** The resources of a type, by logical id. */
  ofType(type: string): [string, Resource][];
}

export const root = join(import.meta.dirname, '../..');

const functions = [
  'ingest-event',
  'start-journey',
  'sweep-customers',
  'deliver-message',
  'await-event',
  'choose-arm',
  'leave-journey',
  'do-action',
  'record-feedback',
  'manage-consent',
  'take-survey',
  'count-unmatched',
  'manage-customer',
  'explain-delivery',
  'manage-data',
  'manage-switches',
  'check-deliverability',
  'manage-secret',
  'receive-delivery',
  'map-delivery',
  'manage-connectors',
  'reconcile-connectors',
];

let known: Promise<Artefacts> | undefined;

/** The real journeys with functions of one line: what the stack is made of, without the time to bundle it. */
export function artefactsWithoutCode(): Promise<Artefacts> {
  known ??= makeArtefacts();
  return known;
}

async function makeArtefacts(): Promise<Artefacts> {
  const statemachines = join(root, 'statemachines');
  const dir = mkdtempSync(join(tmpdir(), 'aftercart-bundles-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const bundles = functions.map((name) => ({ name, dir: join(dir, name), bytes: 1 }));
  for (const bundle of bundles) {
    mkdirSync(bundle.dir);
    writeFileSync(join(bundle.dir, 'index.js'), `exports.handler = async () => '${bundle.name}';`);
  }
  return { catalogue: await buildCatalogue(statemachines), definitions: readDefinitions(statemachines), bundles };
}

/** Synthesizes the default stage, or a stage `other` with the given settings. */
export function synthesize(artefacts: Artefacts, other?: StageSettings): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'aftercart-cdk-'));
  const stage = other && { context: { stage: 'other' }, stages: { other } };
  const template = lifecycleApp(artefacts, {
    outdir,
    here: { account: undefined, region: undefined },
    ...stage,
  }).synth().stacks[0]?.template;
  const { Resources: resources, Outputs: outputs } = template as {
    Resources: Synthesis['resources'];
    Outputs: Synthesis['outputs'];
  }; // CDK types a template as any
  rmSync(outdir, { recursive: true });
  const ofType = (type: string) => Object.entries(resources).filter(([, resource]) => resource.Type === type);
  return { resources, outputs, ofType };
}

/** An ARN or a reference as a person would write it: `arn:aws:sqs:region:account:name`, `<Queue.Arn>`. */
export function legible(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return String(value);
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
  if (typeof name === 'string') return pseudo[name] ?? `<${name}>`;
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  return Array.isArray(join) && Array.isArray(join[1])
    ? join[1].map(legible).join(String(join[0]))
    : JSON.stringify(value);
}

const pseudo: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'region',
  'AWS::AccountId': 'account',
};

/** What stands at the path, or undefined where the path ends early. */
export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let found = value;
  for (const step of path) found = found !== null && typeof found === 'object' ? Object(found)[step] : undefined;
  return found;
}

/** The statements of a policy document. */
export function statements(document: Json | undefined): Statement[] {
  return at(document, 'Statement') as unknown as Statement[]; // the form of every IAM policy
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: Json;
  readonly Condition?: { [key: string]: Json };
}

/** One or many, as many. */
export function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}
