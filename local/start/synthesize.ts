import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Compiler } from './compiler.ts';
import { fingerprintsOf } from './fingerprint.ts';

/** A synthesis that nobody used for so long is deleted, in milliseconds. */
const keptFor = 24 * 3_600_000;

/** A synthesized stack. */
export interface Synthesis {
  /** The directory of the assembly, which nobody changes any more. */
  readonly cdkOut: string;
  /** The journeys that changed since the compiler's last synthesis, as sentences. */
  readonly changes: string;
}

/**
 * The stack as statemachines/ and the code say it now: synthesized, unless it was before with the same inputs. Each set of
 * inputs has a directory of its own, named by its fingerprint and complete once it has that name, so that any number of
 * `npm start` may run in one checkout.
 * @param root the repository
 * @throws FileMistake or Error as {@link Compiler.synthesize} does
 */
export async function synthesize(root: string, compiler: Pick<Compiler, 'synthesize'>): Promise<Synthesis> {
  const shelf = join(root, 'node_modules/.cache/aftercart');
  const { whole, code } = fingerprintsOf(root);
  const place = join(shelf, whole);
  mkdirSync(shelf, { recursive: true });
  deleteOld(shelf);
  if (isKept(place)) return { cdkOut: join(place, 'cdk.out'), changes: '' };
  const directory = mkdtempSync(join(shelf, 'new-'));
  try {
    const changes = await compiler.synthesize(directory, code);
    return { cdkOut: join(keep(directory, place, fingerprintsOf(root).whole), 'cdk.out'), changes };
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

/** True if the stack of the checkout as it is now has been synthesized. */
export function isSynthesized(root: string): boolean {
  return existsSync(join(root, 'node_modules/.cache/aftercart', fingerprintsOf(root).whole));
}

function isKept(place: string): boolean {
  if (!existsSync(place)) return false;
  const now = new Date();
  utimesSync(place, now, now); // as used now
  return true;
}

/** Names a directory by its fingerprint, unless files changed meanwhile or another process was faster. */
function keep(directory: string, place: string, now: string): string {
  rmSync(join(directory, 'functions'), { recursive: true, force: true }); // cdk.out has copies
  if (!place.endsWith(now)) return directory;
  try {
    renameSync(directory, place);
    return place;
  } catch {
    return directory; // as good as the other one
  }
}

function deleteOld(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    const path = join(shelf, name);
    try {
      if (Date.now() - statSync(path).mtimeMs > keptFor) rmSync(path, { recursive: true, force: true });
    } catch {
      // another process deletes it
    }
  }
}
