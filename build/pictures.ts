import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { CommandError, readArguments, refuseWords, type Shell, UsageError } from './command/command.ts';
import { ownShell } from './command/program.ts';
import { loadSettings } from './journeys.ts';
import { playDemo } from './pictures/played-demo.ts';
import { takeShots } from './pictures/shots.ts';

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Plays the demo and takes the README's pictures of it, into docs/images/. */
async function takePictures(root: string, executablePath: string): Promise<void> {
  const { locales } = loadSettings(path.join(root, 'statemachines'));
  const folder = path.join(root, 'docs/images');
  mkdirSync(folder, { recursive: true });
  const demo = await playDemo(root);
  try {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const browser = await chromium.launch({ executablePath, args });
    try {
      await takeShots(browser, demo, locales, folder);
    } finally {
      await browser.close();
    }
  } finally {
    demo.stop();
  }
}

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.flatMap((folder) => browsers.map((name) => path.join(folder, name))).find((file) => existsSync(file));
}

const help = `npm run pictures

Plays the demo as npm start does, and takes the README's pictures of it with the first browser on the PATH of
${browsers.join(', ')}: docs/images/reminder-<locale>.png, gallery.jpg, timeline.png and summary.png.
It takes a few minutes and no options.`;

/**
 * Runs `npm run pictures`.
 * @returns the exit code: 1 without a browser, 2 when the command line makes no sense
 */
export async function main(args: readonly string[], { root, print, printError }: Shell): Promise<number> {
  try {
    const { values, positionals } = readArguments(args, { help: { type: 'boolean', short: 'h' } });
    refuseWords(positionals);
    if (values.help) {
      print(help);
      return 0;
    }
    const executable = findBrowser();
    if (executable === undefined) {
      throw new CommandError(`No browser found: none of ${browsers.join(', ')} is on the PATH. Install one.`);
    }
    print('Playing the demo, which takes a few minutes …');
    await takePictures(root, executable);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    printError(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
