// Installs the dependencies when they are missing or not those of the lock file. Runs before `npm start` and `npm test`,
// on whatever Node the machine has, so it is plain JavaScript and needs nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const oldestNode = 24;

if (!isInstalled()) install();
requireNode();

/** Whether npm's own list of what it installed holds all that the lock file asks of this machine. */
function isInstalled() {
  const { packages: wanted } = read('package-lock.json');
  const { packages: found } = read('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '' || (optional && !found[path])) return true; // ourselves; a package for another machine
    return found[path]?.version === version && found[path]?.integrity === integrity;
  });
}

function install() {
  console.log('Installing dependencies (once, one to three minutes) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci failed: see the lines above. Aftercart needs the npm registry once.');
  process.exit(status ?? 1);
}

/** npm scripts find the packaged Node first. Where there is no package for the machine, its own has to do. */
function requireNode() {
  const packaged = ['node', 'node.cmd'].some((name) => existsSync(new URL(`node_modules/.bin/${name}`, root)));
  if (packaged || Number(process.versions.node.split('.')[0]) >= oldestNode) return;
  const { platform, arch, version } = process;
  console.error(
    `No package brings Node ${oldestNode} to ${platform} ${arch}, and this is ${version}: install Node ${oldestNode}.`,
  );
  process.exit(1);
}

/** A lock file; an empty one when it cannot be read. */
function read(path) {
  try {
    return JSON.parse(readFileSync(new URL(path, root), 'utf8'));
  } catch {
    return { packages: {} };
  }
}
