import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a synthesis reads beside statemachines/, and a running stack can take over: the product. */
const product = ['functions', 'src'];

/** What only a new start takes over: the settings, what compiles and deploys, the packages that are installed. */
const fixed = [
  'infra',
  'build',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
  'cdk.json',
  'local/start/synthesize.ts',
];

/** The environment that a synthesis reads. */
const variables = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'CDK_DEFAULT_REGION', 'CDK_DEFAULT_ACCOUNT', 'CDK_CONTEXT_JSON'];

/** The one kind of file there that is written, not read. */
const generated = 'journey.asl.json';

/** A state of a checkout by what a synthesis reads of it: names and contents, not times. Texts of 32 characters. */
export interface Fingerprints {
  /** Of everything that it reads. */
  readonly whole: string;
  /** Of everything but statemachines/. */
  readonly code: string;
  /** Of what only a new start takes over, such as infra/settings.ts. */
  readonly fixed: string;
}

/** @param root the repository */
export function fingerprintsOf(root: string, environment: NodeJS.ProcessEnv = process.env): Fingerprints {
  const hash = createHash('sha256').update(process.version);
  for (const name of variables) hash.update(`\0${name}=${environment[name] ?? ''}`);
  const add = (input: string): void => {
    for (const file of filesBelow(root, input)) {
      const content = readFileSync(join(root, file));
      hash.update(`\0${file}\0${content.length}\0`).update(content);
    }
  };
  const soFar = (): string => hash.copy().digest('hex').slice(0, 32);
  fixed.forEach(add);
  const ofFixed = soFar();
  product.forEach(add);
  const ofCode = soFar();
  add('statemachines');
  return { whole: soFar(), code: ofCode, fixed: ofFixed };
}

function filesBelow(root: string, input: string): string[] {
  const path = join(root, input);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [input];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== generated)
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return names.sort();
}
