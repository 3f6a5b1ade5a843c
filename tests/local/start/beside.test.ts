import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeArtefacts } from '../../../build/artefacts.ts';
import { withRuntime } from '../fixture.ts';

describe('npm start beside another one', () => {
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
