import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asJson, asText } from '../../local/aws/json.ts';
import type { Resource } from '../../local/aws/template/resource.ts';
import { loadStack, type Stack } from '../../local/aws/template/stack.ts';
import type { Deployment } from './deployment.ts';
import { median, type Report } from './report.ts';

const runs = 9;

interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Size and start-up time of each function as it would be deployed, beside a handler that does nothing. */
export function reportBundles({ cdkOut }: Deployment): Report {
  const stack = loadStack(cdkOut, 'http://127.0.0.1');
  const bundles = stack.ofType('AWS::Lambda::Function').map((resource) => bundleOf(resource, stack));
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-empty-'));
  const empty = { name: 'empty', file: join(directory, 'index.js'), environment: {} };
  writeFileSync(empty.file, 'exports.handler = async () => {};\n');
  const times = startUpTimes([empty, ...bundles]);
  rmSync(directory, { recursive: true });
  const baseline = times.get(empty.name) ?? Number.NaN;
  return {
    title: 'bundles',
    about: `Size of index.js, and the time from the start of the process to the loaded handler: median of ${runs} processes.
Baseline: a handler of one line. Lambda bills this time.`,
    figures: bundles.map(({ name, file }) => {
      const time = times.get(name) ?? Number.NaN;
      const size = `${Math.ceil(statSync(file).size / 1024)} KiB`;
      return {
        what: name,
        measured: `${size}, ${time.toFixed(0)} ms`,
        baseline: `${baseline.toFixed(0)} ms`,
        ratio: time / baseline,
      };
    }),
  };
}

function bundleOf({ name, properties }: Resource, stack: Stack): Bundle {
  const key = asText(asJson(properties.Code).S3Key) ?? '';
  const variables = Object.entries(asJson(asJson(properties.Environment).Variables));
  return {
    name: name.replace('aftercart-', ''),
    file: join(stack.assetPath(key), 'index.js'),
    environment: Object.fromEntries(variables.map(([variable, value]) => [variable, String(value)])),
  };
}

/** Median milliseconds by name. The bundles take turns, so that a busy moment meets all of them. */
function startUpTimes(bundles: readonly Bundle[]): ReadonlyMap<string, number> {
  const times = new Map(bundles.map(({ name }) => [name, [] as number[]]));
  for (let run = 0; run < runs; run += 1) {
    for (const bundle of bundles) times.get(bundle.name)?.push(startUpTime(bundle));
  }
  return new Map([...times].map(([name, measured]) => [name, median(measured)]));
}

/** performance.now() counts from the start of the process. */
function startUpTime({ file, environment }: Bundle): number {
  const script = 'require(process.argv[1]); process.stdout.write(String(performance.now()))';
  return Number(execFileSync(process.execPath, ['-e', script, file], { env: environment, encoding: 'utf8' }));
}
