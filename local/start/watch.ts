import { basename } from 'node:path';
import { watch } from 'chokidar';

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
  // Editors put a new file in the old one's place, which Node's own watch loses sight of on Linux.
  const watcher = watch([...folders], { ignoreInitial: true }).on('all', (_event, file) => {
    if (basename(file) === generated) return;
    clearTimeout(timer);
    timer = setTimeout(() => void run(), settling);
  });
  return () => {
    clearTimeout(timer);
    void watcher.close();
  };
}
