import { createHash } from 'node:crypto';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** What the tag may weigh when it is sent: every visitor of the shop loads it. Bytes, compressed with gzip. */
export const mostTagBytes = 2048;

const tagSettings = {
  entryPoints: [path.join(import.meta.dirname, '../src/tag/aftercart.ts')],
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2020', // every browser since 2021
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  ignoreAnnotations: true, // package.json says that files have no effects, and this one has
  write: false,
} as const satisfies BuildOptions;

/** The script of the shop's pages, and the forms in which it is served. */
export interface Tag {
  readonly text: string;
  /** The text compressed with gzip, in base64. */
  readonly gzip: string;
  readonly etag: string;
}

/** Bundles aftercart.js. @throws RangeError when it is larger than it may be */
export async function buildTag(): Promise<Tag> {
  const { outputFiles } = await build(tagSettings);
  const text = outputFiles.map((file) => file.text).join('');
  const gzip = gzipSync(text, { level: 9 });
  if (gzip.length > mostTagBytes)
    throw new RangeError(
      `aftercart.js has ${gzip.length} bytes compressed, and may have ${mostTagBytes}: see src/tag/.`,
    );
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  return { text, gzip: gzip.toString('base64'), etag: `"${digest}"` };
}

/** Gives the module `aftercart:tag` its contents. */
export function pageTag(): Plugin {
  return {
    name: 'aftercart-tag',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^aftercart:tag$/ }, ({ path: module }) => ({ path: module, namespace: 'aftercart-tag' }));
      onLoad({ filter: /.*/, namespace: 'aftercart-tag' }, async () => ({
        contents: JSON.stringify(await buildTag()),
        loader: 'json',
      }));
    },
  };
}
