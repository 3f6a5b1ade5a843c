import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintsOf } from '../../../local/start/fingerprint.ts';
import { isSynthesized, synthesize } from '../../../local/start/synthesize.ts';

const fingerprintOf = (root: string, environment: NodeJS.ProcessEnv) => fingerprintsOf(root, environment).whole;

const files = {
  'statemachines/store.yaml': 'shop: demo',
  'statemachines/welcome/journey.yaml': 'journey: welcome',
  'statemachines/welcome/messages/hello.ja.md': 'こんにちは',
  'functions/ingest-event/handler.ts': 'export {}',
  'src/model/run.ts': 'export {}',
  'infra/settings.ts': 'export {}',
  'build/bundle.ts': 'export {}',
  'package-lock.json': '{}',
  'node_modules/.package-lock.json': '{}',
  'cdk.json': '{}',
} as const;

let checkout = '';
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(checkout, file)), { recursive: true });
  writeFileSync(join(checkout, file), text);
};

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
  for (const [file, text] of Object.entries(files)) write(file, text);
});
afterEach(() => rmSync(checkout, { recursive: true }));

describe('the fingerprint of a checkout', () => {
  it.each(Object.keys(files))('changes with the content of %s, and back with it', (file) => {
    const before = fingerprintOf(checkout, {});
    const text = readFileSync(join(checkout, file), 'utf8');
    write(file, `${text} `);
    expect(fingerprintOf(checkout, {})).not.toBe(before);
    write(file, text);
    expect(fingerprintOf(checkout, {})).toBe(before);
  });

  it('changes with a file that is new, is gone, has another name, or gives a part of itself to the next one', () => {
    const seen = [fingerprintOf(checkout, {})];
    const see = () => seen.push(fingerprintOf(checkout, {}));
    write('src/model/a.ts', 'ab');
    see();
    renameSync(join(checkout, 'src/model/a.ts'), join(checkout, 'src/model/b.ts'));
    see();
    write('src/model/b.ts', 'a');
    write('src/model/c.ts', 'b');
    see();
    rmSync(join(checkout, 'statemachines/welcome/messages/hello.ja.md'));
    see();
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('is the same for the code whatever statemachines/ holds, so that a compiler which knows the code goes on', () => {
    const { code } = fingerprintsOf(checkout, {});
    write('statemachines/store.yaml', 'shop: other');
    expect(fingerprintsOf(checkout, {}).code).toBe(code);
    write('src/model/run.ts', 'export const other = 1');
    expect(fingerprintsOf(checkout, {}).code).not.toBe(code);
  });

  it('changes with the Region that the environment names, and with no other variable, time or generated file', () => {
    const before = fingerprintOf(checkout, {});
    expect(fingerprintOf(checkout, { AWS_REGION: 'eu-west-1' })).not.toBe(before);
    expect(fingerprintOf(checkout, { HOME: '/root' })).toBe(before);
    utimesSync(join(checkout, 'cdk.json'), 1, 1);
    write('statemachines/welcome/journey.asl.json', '{}');
    write('docs/journeys.md', '# Journeys');
    expect(fingerprintOf(checkout, {})).toBe(before);
  });
});

describe('the synthesis of npm start', () => {
  const orders: string[] = [];
  const compiler = {
    synthesize: async (directory: string) => {
      orders.push(directory);
      mkdirSync(join(directory, 'cdk.out'));
      writeFileSync(join(directory, 'cdk.out/manifest.json'), String(orders.length));
      return 'changes';
    },
  };
  const contentOf = (cdkOut: string) => readFileSync(join(cdkOut, 'manifest.json'), 'utf8');
  beforeEach(() => orders.splice(0));

  it('is skipped while its inputs are the same, and done anew for each new state of them', async () => {
    const first = await synthesize(checkout, compiler);
    expect(await synthesize(checkout, compiler)).toEqual({ cdkOut: first.cdkOut, changes: '' });
    expect([orders.length, isSynthesized(checkout)]).toEqual([1, true]);
    write('infra/settings.ts', 'export const stages = {}');
    expect(isSynthesized(checkout)).toBe(false);
    expect((await synthesize(checkout, compiler)).cdkOut).not.toBe(first.cdkOut);
    write('infra/settings.ts', files['infra/settings.ts']);
    expect((await synthesize(checkout, compiler)).cdkOut).toBe(first.cdkOut);
    expect([orders.length, contentOf(first.cdkOut)]).toEqual([2, '1']);
  });

  it('of two at once leaves each a whole assembly, which the other does not touch', async () => {
    const [one, other] = await Promise.all([synthesize(checkout, compiler), synthesize(checkout, compiler)]);
    expect([contentOf(one.cdkOut), contentOf(other.cdkOut)].sort()).toEqual(['1', '2']);
    expect(isSynthesized(checkout)).toBe(true);
  });

  it('is not kept under the old fingerprint when a file changes meanwhile', async () => {
    const { cdkOut } = await synthesize(checkout, {
      synthesize: (directory) => {
        write('src/model/run.ts', 'export const late = 1');
        return compiler.synthesize(directory);
      },
    });
    write('src/model/run.ts', files['src/model/run.ts']);
    expect([isSynthesized(checkout), existsSync(cdkOut)]).toEqual([false, true]);
  });

  it('leaves nothing behind when it fails, and deletes what nobody used for a day', async () => {
    const { cdkOut } = await synthesize(checkout, compiler);
    const shelf = dirname(dirname(cdkOut));
    utimesSync(dirname(cdkOut), 1, 1);
    write('cdk.json', '{"app":""}');
    const failing = { synthesize: () => Promise.reject(new Error('no')) };
    await expect(synthesize(checkout, failing)).rejects.toThrow('no');
    expect(readdirSync(shelf)).toEqual([]);
  });
});
