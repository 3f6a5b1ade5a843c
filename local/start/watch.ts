import { watch } from 'node:fs';
import { basename } from 'node:path';

/** Editors write a file in several steps; so many milliseconds after the last one it is whole. */
const settling = 60;

/** Files that are written by us, not for us. */
const generated = 'journey.asl.json';

/**
 * Calls back after every change below the folders; never twice at once, and once more for what changed meanwhile.
 * @returns what ends it
 */
export function watchFolders(folders: readonly string[], onChange: () => Promise<void>): () => void {
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
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file !== null && basename(file) === generated) return;
      clearTimeout(timer);
      timer = setTimeout(() => void run(), settling);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
