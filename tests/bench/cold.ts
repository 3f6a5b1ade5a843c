import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../../build/bundle.ts';
import { asJson, asText } from '../../local/aws/json.ts';
import type { Resource } from '../../local/aws/template/resource.ts';
import { loadStack, type Stack } from '../../local/aws/template/stack.ts';
import type { Deployment } from './deployment.ts';
import { median, type Report } from './report.ts';

const rounds = 15;

/** A cold start may take so many times the CPU of the bare clients; more fails the command. */
const limit = 1.5;

const folder = join(import.meta.dirname, 'bare');

interface Bundle {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * What a cold start takes of the CPU: from the start of the process to the loaded handler. Beside it the clients that the
 * function's ordinary calls use, as the SDK ships them and bundled in the same way, with nothing around them (`bare/`).
 */
export async function reportCold({ cdkOut }: Deployment): Promise<Report> {
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-bare-'));
  try {
    const names = readdirSync(folder);
    const entryPoints = names.map((name) => ({ in: join(folder, name, 'handler.ts'), out: name }));
    await build({ ...bundling, entryPoints, outdir: directory });
    const stack = loadStack(cdkOut, 'http://127.0.0.1');
    return report(names.map((name) => pair(name, join(directory, `${name}.js`), stack)));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Pair {
  readonly name: string;
  readonly ours: Bundle;
  readonly bare: Bundle;
}

function pair(name: string, file: string, stack: Stack): Pair {
  const resource = stack.ofType('AWS::Lambda::Function').find((one) => one.name === `aftercart-${name}`);
  if (resource === undefined) throw new Error(`tests/bench/bare/${name} stands beside no function.`);
  const ours = bundleOf(resource, stack);
  return { name, ours, bare: { file, environment: ours.environment } };
}

function bundleOf({ properties }: Resource, stack: Stack): Bundle {
  const key = asText(asJson(properties.Code).S3Key) ?? '';
  const variables = Object.entries(asJson(asJson(properties.Environment).Variables));
  return {
    file: join(stack.assetPath(key), 'index.js'),
    environment: Object.fromEntries(variables.map(([variable, value]) => [variable, String(value)])),
  };
}

function report(pairs: readonly Pair[]): Report {
  const measured = pairs.map(({ name }) => ({ name, ours: [] as number[], bare: [] as number[] }));
  // In turn, so that a busy moment meets both.
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, { ours, bare }] of pairs.entries()) {
      measured[place]?.ours.push(cpuToLoad(ours));
      measured[place]?.bare.push(cpuToLoad(bare));
    }
  }
  return {
    title: 'cold',
    about: `CPU from the start of the process to the loaded handler, and the size of index.js: median of ${rounds} processes.
Baseline: the bare clients that the function's ordinary calls use. The ratio is the middle of the pairs'; above ${limit} the command fails.`,
    figures: measured.map(({ name, ours, bare }, place) => ({
      what: name,
      measured: `${median(ours).toFixed(0)} ms, ${kibibytes(pairs[place]?.ours)}`,
      baseline: `${median(bare).toFixed(0)} ms, ${kibibytes(pairs[place]?.bare)}`,
      ratio: median(ours.map((time, round) => time / (bare[round] ?? Number.NaN))),
      limit,
    })),
  };
}

function kibibytes(bundle: Bundle | undefined): string {
  return bundle === undefined ? '' : `${Math.ceil(statSync(bundle.file).size / 1024)} KiB`;
}

/** Milliseconds of user and system time of a process that loads the bundle and ends. */
function cpuToLoad({ file, environment }: Bundle): number {
  const script =
    'require(process.argv[1]); const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000))';
  return Number(execFileSync(process.execPath, ['-e', script, file], { env: environment, encoding: 'utf8' }));
}
