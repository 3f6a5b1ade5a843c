import { watch } from 'node:fs';
import { basename } from 'node:path';

/** Editors write a file in several steps; so many milliseconds after the last one it is whole. */
const settling = 60;

/** Files that are written by us, not for us. */
const generated = 'journey.asl.json';

/**
 * Calls back after every change below a folder; never twice at once, and once more for what changed meanwhile.
 * @returns what ends it
 */
export function watchFolder(folder: string, onChange: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let [isRunning, isDue] = [false, false];
  const run = async (): Promise<void> => {
    isDue = true;
    if (isRunning) return;
    isRunning = true;
    while (isDue) {
      isDue = false;
      await onChange();
    }
    isRunning = false;
  };
  const watcher = watch(folder, { recursive: true }, (_event, file) => {
    if (file !== null && basename(file) === generated) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), settling);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
