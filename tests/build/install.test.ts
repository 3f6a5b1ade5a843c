import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../..');

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: string | readonly string[];
  readonly hasInstallScript?: boolean;
  readonly inBundle?: boolean;
}

type Packages = Readonly<Record<string, LockedPackage>>;

const locked: Packages = {
  '': {},
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/for-windows': { version: '1.0.0', integrity: 'sha512-w', optional: true },
};
const installed: Packages = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };

describe('the installation before an npm script', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aftercart-install-'));
    for (const name of ['build', 'bin', 'node_modules/.bin']) mkdirSync(join(folder, name), { recursive: true });
    copyFileSync(join(repository, 'build/install.mjs'), join(folder, 'build/install.mjs'));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: locked }));
    writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "$@" > asked\n');
    chmodSync(join(folder, 'bin/npm'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs it on what is installed, on a machine whose own Node is of that version. */
  function install(packages: Packages | undefined, version = '24.0.0') {
    if (packages) writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    const versions = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(versions)}`,
      join(folder, 'build/install.mjs'),
    ];
    const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
    const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH }, encoding: 'utf8' });
    return { status, stderr, asked: existsSync(join(folder, 'asked')) };
  }

  it.each<[string, Packages | undefined, boolean]>([
    ['what the lock file asks of this machine, by whoever installed it', installed, false],
    ['nothing', undefined, true],
    ['another version', { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } }, true],
    ['other content', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }, true],
    ['another package for this machine', { ...installed, 'node_modules/for-windows': { version: '0.9.0' } }, true],
  ])('finds %s, and asks npm only where something is missing', (_what, packages, asked) => {
    expect(install(packages)).toMatchObject({ status: 0, asked });
  });

  it('says what to do where no package brings Node 24', () => {
    expect(install(installed, '20.1.0')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('install Node 24'),
    });
    writeFileSync(join(folder, 'node_modules/.bin/node'), '');
    expect(install(installed, '20.1.0').status).toBe(0);
  });
});

describe('the lock file', () => {
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Packages;
  };
  const { allowScripts, optionalDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

  it('vouches for the Node of every platform, each in an exact version', () => {
    const platforms = Object.entries(optionalDependencies as Record<string, string>);
    const vouched = platforms.map(([name, version]) => {
      const found = packages[`node_modules/${name}`];
      return [found?.version === version, found?.integrity?.startsWith('sha512-'), found?.optional];
    });
    expect(vouched).toEqual(platforms.map(() => [true, true, true]));
    expect(platforms.map(([name]) => packages[`node_modules/${name}`]?.os).sort()).toEqual([
      'darwin',
      'darwin',
      'linux',
      'linux',
      'win32',
    ]);
  });

  it('holds no package that runs a script at installation but those that package.json allows', () => {
    const running = Object.entries(packages).filter(([, { hasInstallScript, os }]) => hasInstallScript && !os);
    const names = new Set(running.map(([path]) => path.split('node_modules/').at(-1)));
    expect([...names].sort()).toEqual(Object.keys(allowScripts).sort());
  });

  it('holds a hash of everything that comes from the registry', () => {
    const without = Object.entries(packages).filter(([path, one]) => path !== '' && !one.integrity && !one.inBundle);
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
