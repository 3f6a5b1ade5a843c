// Installs the dependencies when they are missing or not those of the lock file. Runs before `npm start` and `npm test`,
// on whatever Node the machine has, so it is plain JavaScript and needs nothing.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const oldestNode = 24;

if (!isInstalled()) await install();
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

/** Installs, and tells how far it is: on a terminal every second in one line, elsewhere now and then. */
async function install() {
  const wanted = packagesOfThisMachine();
  console.log(`Installing ${wanted.length} packages: once, one to three minutes …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const begun = Date.now();
  const isTerminal = process.stdout.isTTY === true;
  const ticker = setInterval(
    () => {
      const there = wanted.filter((path) => existsSync(new URL(`${path}/package.json`, root))).length;
      const line = `  ${there} of ${wanted.length} packages (${Math.round((Date.now() - begun) / 1000)} s)`;
      process.stdout.write(isTerminal ? `\r${line}\u001b[K` : `${line}\n`);
    },
    isTerminal ? 1000 : 5000,
  );
  const status = await new Promise((resolve) => {
    child.on('exit', resolve).on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
  });
  clearInterval(ticker);
  if (isTerminal) process.stdout.write('\r\u001b[K');
  if (status === 0) return;
  console.error('npm ci failed: see the lines above. Aftercart needs the npm registry once.');
  process.exit(status || 1);
}

/** The folders of the packages that npm will install here: those for other machines and C libraries are left out. */
function packagesOfThisMachine() {
  const fits = (allowed, own) => {
    if (allowed === undefined) return true;
    return allowed.includes(own) || (allowed[0].startsWith('!') && !allowed.includes(`!${own}`));
  };
  const libc = process.report?.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  return Object.entries(read('package-lock.json').packages)
    .filter(([path]) => path !== '')
    .filter(
      ([, { os, cpu, libc: wanted }]) => fits(os, process.platform) && fits(cpu, process.arch) && fits(wanted, libc),
    )
    .map(([path]) => path);
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
