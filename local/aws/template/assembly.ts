import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asJson, asText, at, type Json } from '../json.ts';

/** A synthesized stack as it lies on disk: its template, and where its assets are. */
export interface Assembly {
  readonly stackName: string;
  readonly template: Json;
  /** The directory or file that an asset was staged to, by its S3 object key. @throws Error when there is none */
  assetPath(objectKey: string): string;
}

/**
 * Reads the one stack of a cloud assembly.
 * @param directory the directory that `cdk synth` wrote, cdk.out
 * @throws Error when there is no assembly, or not exactly one stack
 */
export function readAssembly(directory: string): Assembly {
  const cdkOut = resolve(directory);
  const manifestPath = join(cdkOut, 'manifest.json');
  if (!existsSync(manifestPath)) throw new Error(`No cloud assembly at ${cdkOut}: run \`npm run synth\` first.`);
  const artifacts = Object.entries(asJson(readJson(manifestPath).artifacts));
  const stacks = artifacts.filter(([, artifact]) => asJson(artifact).type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    throw new Error(`${manifestPath} holds ${stacks.length} stacks: the local runtime runs exactly one.`);
  }
  const [name, artifact] = stack;
  const properties = asJson(asJson(artifact).properties);
  const assets = readAssets(cdkOut, artifacts);
  return {
    stackName: asText(properties.stackName) ?? name,
    template: readJson(join(cdkOut, asText(properties.templateFile) ?? `${name}.template.json`)),
    assetPath(objectKey) {
      const path = assets.get(objectKey);
      if (path === undefined) throw new Error(`${manifestPath} knows no asset ${objectKey}: synthesize again.`);
      return path;
    },
  };
}

function readAssets(cdkOut: string, artifacts: readonly [string, unknown][]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [, artifact] of artifacts.filter(([, value]) => asJson(value).type === 'cdk:asset-manifest')) {
    const manifest = readJson(join(cdkOut, asText(at(artifact, 'properties', 'file')) ?? ''));
    for (const file of Object.values(asJson(manifest.files))) {
      const source = asText(at(file, 'source', 'path'));
      for (const destination of Object.values(asJson(asJson(file).destinations))) {
        const key = asText(asJson(destination).objectKey);
        if (key !== undefined && source !== undefined) paths.set(key, join(cdkOut, source));
      }
    }
  }
  return paths;
}

function readJson(path: string): Json {
  return asJson(JSON.parse(readFileSync(path, 'utf8')));
}
