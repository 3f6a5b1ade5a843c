import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import type { Catalogue } from '../src/model/catalogue.ts';
import { directRequests } from './direct-requests.ts';
import { pageTag } from './page-tag.ts';
import { needsPhoneMetadata, phoneMetadata, writePhoneMetadata } from './phone-metadata.ts';
import { slimSdk } from './slim-sdk.ts';

/** A function ready to be uploaded. */
export interface Bundle {
  /** The name of its folder under functions/. */
  readonly name: string;
  /** The folder that holds index.js and nothing that Lambda does not need. */
  readonly dir: string;
  /** The size of index.js. */
  readonly bytes: number;
}

/** A bundle beyond this takes noticeably longer to start, and every cold start is billed. */
const mostBytes = 550 * 1024;

/** The settings of every function's bundle. */
export const bundling = {
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'], // the packages' ES modules: a third smaller
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent', // the error that is thrown says everything
} as const satisfies BuildOptions;

/** A bundle that is larger than it may be. Only a change of the code helps. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/**
 * Bundles every functions/<name>/handler.ts into <outDir>/<name>/index.js, all in one go. What outDir held before is
 * removed.
 * @param options.functionsDir the folder functions/, unless a test has its own
 * @param options.catalogueIn whether the catalogue is a part of index.js, as it is deployed, or a file beside it, which
 *   {@link withCatalogue} can replace
 * @param options.asksDirectly whether its requests may be answered without being made, where it is run locally
 * @throws BundleError naming every bundle over 550 KB
 */
export async function bundleFunctions(options: {
  readonly outDir: string;
  readonly catalogue: Catalogue;
  readonly functionsDir?: string;
  readonly catalogueIn?: 'code' | 'file';
  readonly asksDirectly?: boolean;
}): Promise<Bundle[]> {
  const { catalogue, catalogueIn = 'code' } = options;
  const functionsDir = options.functionsDir ?? path.join(path.dirname(import.meta.dirname), 'functions');
  const outDir = path.resolve(options.outDir);
  const names = functionNames(functionsDir);
  rmSync(outDir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: names.map((name) => ({ in: path.join(functionsDir, name, 'handler.ts'), out: `${name}/index` })),
    outdir: outDir,
    ...bundling,
    metafile: true,
    alias: { '@aws-sdk/credential-provider-node': path.join(import.meta.dirname, 'lambda-credentials.ts') },
    plugins: [
      catalogueModules(catalogue, catalogueIn),
      slimSdk(),
      phoneMetadata(),
      pageTag(),
      ...(options.asksDirectly ? [directRequests()] : []),
    ],
  });
  for (const name of names) {
    if (holds(metafile, name, 'messages')) writeMessages(path.join(outDir, name), catalogue);
    if (needsPhoneMetadata(inputsOf(metafile, name))) writePhoneMetadata(path.join(outDir, name));
    if (catalogueIn === 'file' && holds(metafile, name, 'catalogue'))
      writeCatalogue(path.join(outDir, name), catalogue);
  }
  const bundles = names.map((name) => finish(outDir, name));
  refuseLarge(bundles);
  return bundles;
}

/**
 * The same functions with another catalogue, without bundling them again.
 * @param bundles with the catalogue in a file
 */
export function withCatalogue(bundles: readonly Bundle[], catalogue: Catalogue, outDir: string): Bundle[] {
  return bundles.map((bundle) => {
    const dir = path.join(path.resolve(outDir), bundle.name);
    cpSync(bundle.dir, dir, { recursive: true, filter: (source) => path.basename(source) !== 'messages' });
    if (existsSync(path.join(bundle.dir, 'messages'))) writeMessages(dir, catalogue);
    if (existsSync(path.join(bundle.dir, catalogueFile))) writeCatalogue(dir, catalogue);
    return { ...bundle, dir };
  });
}

/** The functions that have a handler, in the order of their names. */
function functionNames(functionsDir: string): string[] {
  const names = readdirSync(functionsDir).sort();
  return names.filter((name) => existsSync(path.join(functionsDir, name, 'handler.ts')));
}

/** Says that index.js is CommonJS: the repository's package.json does not come along. */
function finish(outDir: string, name: string): Bundle {
  const dir = path.join(outDir, name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'package.json'), '{"type":"commonjs"}\n');
  return { name, dir, bytes: statSync(path.join(dir, 'index.js')).size };
}

function refuseLarge(bundles: readonly Bundle[]): void {
  const large = bundles.filter(({ bytes }) => bytes > mostBytes);
  if (large.length === 0) return;
  const list = large.map(({ name, bytes }) => `${name} (${Math.ceil(bytes / 1024)} KB)`).join(', ');
  const limit = mostBytes / 1024;
  throw new BundleError(
    `Bundles over ${limit} KB: ${list}. See what is in them with esbuild's --analyze, and import less of it.`,
  );
}

/** Gives the modules `aftercart:catalogue` and `aftercart:messages` their contents. */
function catalogueModules(catalogue: Catalogue, catalogueIn: 'code' | 'file'): Plugin {
  return {
    name: 'aftercart-catalogue',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^aftercart:(catalogue|messages)$/ }, ({ path: module }) => ({
        path: module,
        namespace: 'aftercart',
      }));
      onLoad({ filter: /catalogue$/, namespace: 'aftercart' }, () =>
        catalogueIn === 'code'
          ? { contents: catalogueText(catalogue), loader: 'json' }
          : { contents: `export default JSON.parse(${readBeside(`'${catalogueFile}'`)});` },
      );
      onLoad({ filter: /messages$/, namespace: 'aftercart' }, () => ({
        contents: messagesModule(
          catalogueIn === 'code' ? JSON.stringify(Object.keys(catalogue.journeys)) : journeysBeside,
        ),
      }));
    },
  };
}

/** The journeys whose messages are there, in code: with another catalogue they may be others. */
const journeysBeside = `require('node:fs').readdirSync(__dirname + '/messages').map((file) => file.replace(/\\.json$/, ''))`;

/**
 * Messages are read when a journey's first one is sent, so that they cost a cold start nothing.
 * @param journeys their names, as code
 */
function messagesModule(journeys: string): string {
  return `const messages = {};
for (const journey of ${journeys}) {
  let read;
  const get = () => (read ??= JSON.parse(${readBeside("'messages/' + journey + '.json'")}));
  Object.defineProperty(messages, journey, { enumerable: true, get });
}
export default messages;`;
}

/** The text of a file beside index.js. */
function readBeside(file: string): string {
  return `require('node:fs').readFileSync(__dirname + '/' + ${file}, 'utf8')`;
}

const catalogueFile = 'catalogue.json';

/** The catalogue without its messages. */
function catalogueText({ settings, segments, journeys }: Catalogue): string {
  const rules = Object.fromEntries(Object.entries(journeys).map(([name, journey]) => [name, journey.rules]));
  return JSON.stringify({ settings, segments, journeys: rules });
}

function writeCatalogue(dir: string, catalogue: Catalogue): void {
  writeFileSync(path.join(dir, catalogueFile), catalogueText(catalogue));
}

function holds(metafile: Metafile, name: string, module: 'catalogue' | 'messages'): boolean {
  return inputsOf(metafile, name).some((input) => input.endsWith(`aftercart:${module}`));
}

/** The sources of a function's bundle. */
function inputsOf({ outputs }: Metafile, name: string): string[] {
  const output = Object.entries(outputs).find(([file]) => file.endsWith(`/${name}/index.js`))?.[1];
  return Object.keys(output?.inputs ?? {});
}

/** One file a journey, beside index.js. */
function writeMessages(dir: string, { journeys }: Catalogue): void {
  mkdirSync(path.join(dir, 'messages'), { recursive: true });
  for (const [name, { messages }] of Object.entries(journeys)) {
    writeFileSync(path.join(dir, 'messages', `${name}.json`), JSON.stringify(messages));
  }
}
