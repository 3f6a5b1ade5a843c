import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeArtefacts } from '../../../build/artefacts.ts';
import { synthesize } from '../../../local/start/synthesize.ts';
import { withRuntime } from '../fixture.ts';

const root = join(import.meta.dirname, '../../..');

describe('npm start beside another one', () => {
  it('synthesizes into directories of its own, which it removes', async () => {
    const checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
    for (const folder of ['build', 'infra']) mkdirSync(join(checkout, folder));
    writeFileSync(join(checkout, 'build/artefacts.ts'), '');
    writeFileSync(
      join(checkout, 'infra/app.ts'),
      `import { mkdirSync } from 'node:fs';
      for (const name of ['CDK_OUTDIR', 'FUNCTIONS_OUTDIR']) mkdirSync(String(process.env[name]));`,
    );
    const [one, other] = await Promise.all([synthesize(checkout), synthesize(checkout)]);
    const functionsOf = ({ cdkOut }: typeof one) => join(dirname(cdkOut), 'functions');
    expect(one.cdkOut).not.toBe(other.cdkOut);
    one.remove();
    expect([one.cdkOut, functionsOf(one), other.cdkOut, functionsOf(other)].map(existsSync)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    other.remove();
    expect(readdirSync(checkout).toSorted()).toEqual(['build', 'infra']);
    rmSync(checkout, { recursive: true });
  });

  it('leaves generated files alone that are up to date, because the other one may be reading them', () => {
    const folder = mkdtempSync(join(tmpdir(), 'artefacts-'));
    const artefact = { path: 'statemachines/welcome/journey.asl.json', text: '{}' };
    writeArtefacts(folder, [artefact]);
    const file = join(folder, artefact.path);
    utimesSync(file, 1, 1);
    writeArtefacts(folder, [artefact]);
    expect(statSync(file).mtimeMs).toBe(1000);
    writeArtefacts(folder, [{ ...artefact, text: '{"StartAt":"A"}' }]);
    expect(readFileSync(file, 'utf8')).toBe('{"StartAt":"A"}');
    rmSync(folder, { recursive: true });
  });

  it('takes the next free port, and says so when an asked-for port is taken', async () => {
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port)); // listening on TCP
    });
    await withRuntime(
      async ({ endpoint }) => {
        expect(Number(new URL(endpoint).port)).toBeGreaterThan(port);
        expect((await fetch(`${endpoint}/clock`)).status).toBe(200);
      },
      { port, furtherPorts: 20 },
    );
    await expect(withRuntime(async () => {}, { port })).rejects.toThrow(`Port ${port} is taken. Choose another`);
    blocker.close();
  });
});

describe('build/install.mjs', () => {
  const lock = {
    packages: {
      '': { name: 'shop' },
      'node_modules/one': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/elsewhere': { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['aix'] },
    },
  };
  const { '': _, 'node_modules/elsewhere': __, ...there } = lock.packages;

  it.each([
    ['does nothing after a plain npm ci', there, false],
    [
      'installs when a package has another version',
      { 'node_modules/one': { version: '0.9.0', integrity: 'sha512-a' } },
      true,
    ],
    [
      'installs when a package is another one',
      { 'node_modules/one': { version: '1.0.0', integrity: 'sha512-x' } },
      true,
    ],
    ['installs when a package is missing', {}, true],
    ['installs when nothing is there', undefined, true],
  ])('%s', (_, packages, installs) => {
    const directory = mkdtempSync(join(tmpdir(), 'install-'));
    mkdirSync(join(directory, 'node_modules'));
    mkdirSync(join(directory, 'bin'));
    cpSync(join(root, 'build/install.mjs'), join(directory, 'build/install.mjs'));
    writeFileSync(join(directory, 'package-lock.json'), JSON.stringify(lock));
    if (packages) writeFileSync(join(directory, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    writeFileSync(join(directory, 'bin/npm'), `#!/bin/sh\necho "$@" > ${join(directory, 'asked')}\n`, { mode: 0o755 });
    const env = { ...process.env, PATH: `${join(directory, 'bin')}:${process.env.PATH}` };
    const { status } = spawnSync(process.execPath, [join(directory, 'build/install.mjs')], { env });
    expect(status).toBe(0);
    const asked = existsSync(join(directory, 'asked')) ? readFileSync(join(directory, 'asked'), 'utf8') : '';
    expect(asked.startsWith('ci ')).toBe(installs);
    rmSync(directory, { recursive: true });
  });
});
