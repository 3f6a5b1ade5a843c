import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';

const module = /[\\/]libphonenumber-js[\\/]metadata\.min\.json\.js$/;
const fileName = 'phone-metadata.json';

/**
 * Moves the world's numbering plans (81 KB) out of index.js into a file beside it, which a function reads at its first
 * phone number: they would be a sixth of its code.
 */
export function phoneMetadata(): Plugin {
  return {
    name: 'aftercart-phone-metadata',
    setup({ onLoad }) {
      onLoad({ filter: module }, () => ({ contents: lazyModule(Object.keys(JSON.parse(metadata()))) }));
    },
  };
}

/** An object with these members, which are read from the file when the first one is needed. */
function lazyModule(members: readonly string[]): string {
  const getters = members.map((member) => `get ${member}() { return read().${member}; },`);
  return `let plans;
const read = () => (plans ??= JSON.parse(require('node:fs').readFileSync(__dirname + '/${fileName}', 'utf8')));
export default {
  ${getters.join('\n  ')}
};`;
}

/** True if one of a bundle's sources needs the plans. */
export function needsPhoneMetadata(inputs: readonly string[]): boolean {
  return inputs.some((input) => module.test(input));
}

/** Writes the plans beside index.js. */
export function writePhoneMetadata(dir: string): void {
  writeFileSync(path.join(dir, fileName), metadata());
}

function metadata(): string {
  return readFileSync(createRequire(import.meta.url).resolve('libphonenumber-js/metadata.min.json'), 'utf8');
}
