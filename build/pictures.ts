import path from 'node:path';
import { CommandError, readArguments, refuseWords, type Shell, UsageError } from './command/command.ts';
import { ownShell } from './command/program.ts';
import { loadSettings } from './journeys.ts';
import { browsers, openBrowser } from './pictures/browser.ts';
import { drawPictures } from './pictures/drawings.ts';
import { takeMails } from './pictures/mails.ts';
import { playDemo } from './pictures/played-demo.ts';
import { takeShots } from './pictures/shots.ts';

const help = `npm run pictures [-- --draw] [-- --mails]

Takes the pictures of docs/images/ with the first browser on the PATH of ${browsers.join(', ')}: the looks and blocks of
mails for docs/messages.md, as they come out of the product, and then those of the README, of a demo that it plays as
npm start does. That takes a minute or two.

  --draw   first draws the demo shop's pictures, local/demo/pictures/, from their drawings
  --mails  takes the pictures of docs/messages.md alone
  --help   prints this`;

const options = {
  help: { type: 'boolean', short: 'h' },
  draw: { type: 'boolean' },
  mails: { type: 'boolean' },
} as const;

/**
 * Runs `npm run pictures`.
 * @returns the exit code: 1 without a browser, 2 when the command line makes no sense
 */
export async function main(args: readonly string[], shell: Shell): Promise<number> {
  try {
    const { values, positionals } = readArguments(args, options);
    refuseWords(positionals);
    if (values.help) shell.print(help);
    else await takePictures(values, shell);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
    shell.printError(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function takePictures({ draw, mails }: { readonly draw?: boolean; readonly mails?: boolean }, shell: Shell) {
  const { root, print } = shell;
  const browser = await openBrowser();
  try {
    if (draw) await drawPictures(browser, root);
    await takeMails(browser, root);
    if (mails) return;
    print('Playing the demo …');
    const demo = await playDemo(root);
    const { locales } = loadSettings(path.join(root, 'statemachines'));
    await takeShots(browser, demo, locales, path.join(root, 'docs/images')).finally(demo.stop);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
