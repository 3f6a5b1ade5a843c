// Installs the dependencies when they are missing or older than the lock file. Runs before `npm start`
// and `npm test`, on whatever Node the machine has, so it is plain JavaScript and needs nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const stamp = new URL('node_modules/.installed-lock.json', root);
const lock = readFileSync(new URL('package-lock.json', root), 'utf8');

if (read(stamp) !== lock) {
  console.log('Installing dependencies (once, about a minute) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('npm ci failed: see the lines above. Aftercart needs the npm registry once.');
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}

function read(url) {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return undefined;
  }
}
