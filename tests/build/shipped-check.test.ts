import path from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../build/journeys-command.ts';

test.each(['en', 'ja'])(
  'check has nothing to say of the journeys and messages that Aftercart comes with, in %s',
  async (lang) => {
    const said: string[] = [];
    const root = path.resolve(import.meta.dirname, '../..');
    const shell = { root, print: () => {}, printError: (text: string) => said.push(text) };
    expect([await main(['check', '--lang', lang], shell), said]).toEqual([0, []]);
  },
);
