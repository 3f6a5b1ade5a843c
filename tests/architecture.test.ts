import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionKinds } from '../src/journey/actions/registry.ts';
import { stepKinds } from '../src/journey/steps/registry.ts';
import { circlesOf } from './fixtures/circles.ts';
import { mayImport } from './fixtures/floors.ts';
import { pureTests, testsThatReplaceClients } from './fixtures/projects.ts';

const root = resolve(import.meta.dirname, '..');

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const folders = ['build', 'functions', 'infra', 'local', 'src'];
const files: readonly SourceFile[] = folders.flatMap(readSources);

function readSources(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => readSource(join(entry.parentPath, entry.name)));
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const specifiers = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
    ),
  ];
  const imports = specifiers.map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '');
  return { path: relative(root, file), text, imports: imports.map((name) => target(file, name)) };
}

/** A path inside the project, or a package's name. */
function target(file: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(root, resolve(dirname(file), specifier)) : specifier;
}

const inside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** The rooms of the journey language, and which of the others each may import. */
const journeyRooms: readonly (readonly [string, readonly string[]])[] = [
  ['model', []],
  ['machine', []],
  ['reading', ['model']],
  ['words', ['model']],
  ['conditions', ['reading']],
  ['values', ['model', 'reading', 'words', 'conditions']],
  ['actions', ['model', 'reading', 'words']],
  ['steps', ['model', 'machine', 'reading', 'words', 'conditions', 'values', 'actions']],
  ['parsing', ['model', 'reading', 'conditions', 'values', 'steps']],
  ['checking', ['model', 'reading', 'steps']],
  ['compiling', ['model', 'machine', 'values', 'steps']],
  ['explaining', ['model', 'reading', 'words', 'steps']],
];

const sdkFree = [
  'src/commerce',
  'src/model',
  'src/pattern',
  'src/policy',
  'src/journey',
  'src/templates',
  'src/links',
  'src/web',
  'src/stores',
  'src/engine',
  'src/simulation',
  'src/insight',
  'src/channels/kinds.ts',
  'src/channels/reports.ts',
  'src/connectors',
];
const clockReads = /\bDate\.now\(|\bnew Date\(\)|Temporal\.Now\b|performance\.now\(/;

describe('the architecture', () => {
  it.each(mayImport)('lets %s import only %j', (folder, allowed) => {
    const wrong = files
      .filter(({ path }) => inside(path, folder))
      .flatMap(({ path, imports }) => imports.map((name) => ({ path, name })))
      .filter(({ name }) => folders.some((top) => inside(name, top)))
      .filter(({ name }) => ![folder, ...allowed].some((place) => inside(name, place)));
    expect(wrong).toEqual([]);
  });

  it('has no circle of files, whatever they import from each other', () => {
    expect(circlesOf(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  it('covers every source file by a rule', () => {
    expect(files.filter(({ path }) => !mayImport.some(([folder]) => inside(path, folder)))).toEqual([]);
  });

  it.each(journeyRooms)('lets the room %s of the journey language import only %j of the others', (room, allowed) => {
    const home = 'src/journey';
    const wrong = files
      .filter(({ path }) => inside(path, `${home}/${room}`))
      .flatMap(({ path, imports }) => imports.map((name) => ({ path, name })))
      .filter(({ name }) => inside(name, home))
      .filter(({ name }) => ![room, ...allowed].some((place) => inside(name, `${home}/${place}`)));
    expect(wrong).toEqual([]);
  });

  it('has no file of the journey language outside its rooms, and only data in its model', () => {
    const own = files.filter(({ path }) => inside(path, 'src/journey'));
    const rooms = journeyRooms.map(([room]) => `src/journey/${room}`);
    expect(own.filter(({ path }) => !rooms.some((room) => inside(path, room)))).toEqual([]);
    const model = own.filter(({ path }) => inside(path, 'src/journey/model'));
    expect(model.filter(({ text }) => /\bfunction\b|=>/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('lets a browser run the journey language', () => {
    const open = ['src/client', 'src/tag', 'src/commerce', 'src/model', 'src/pattern', 'src/journey'];
    const wrong = files.filter(
      ({ path, imports }) => open.some((f) => inside(path, f)) && imports.some((name) => name.startsWith('node:')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('asks for the kind of a step or an action only in the file of that kind', () => {
    const oracle = 'tests/journey/reading.ts'; // an independent reading of the language
    const readers = [...files, ...readSources('tests')].filter(
      ({ path, imports }) =>
        ['src/journey', 'src/engine/act'].some((place) => inside(path, place)) ||
        imports.some((name) => inside(name, 'src/journey')),
    );
    const kinds = [...Object.keys(stepKinds), ...Object.values(actionKinds).map(({ kind }) => kind)];
    const wrong = kinds.flatMap((kind) => {
      const asks = new RegExp(`\\bkind\\s*[!=]==?\\s*'${kind}'|'${kind}'\\s*[!=]==?[^=]*\\bkind\\b|\\bcase '${kind}':`);
      const own = new RegExp(`/(steps|actions)/${kind}(\\.ts$|/)`);
      return readers.filter(({ path, text }) => path !== oracle && !own.test(path) && asks.test(text));
    });
    expect(readers.length).toBeGreaterThan(80);
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('keeps functions from importing each other', () => {
    const own = (path: string) => path.split('/').slice(0, 2).join('/');
    const wrong = files
      .filter(({ path }) => inside(path, 'functions'))
      .flatMap(({ path, imports }) => imports.filter((name) => inside(name, 'functions') && own(name) !== own(path)));
    expect(wrong).toEqual([]);
  });

  it('deploys nothing of the simulation, and lets it import nothing of Node.js', () => {
    const wrong = files.filter(
      ({ path, imports }) =>
        ['src', 'functions'].some((place) => inside(path, place)) &&
        !inside(path, 'src/simulation') &&
        imports.some((name) => inside(name, 'src/simulation')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
    const own = files.filter(({ path }) => inside(path, 'src/simulation'));
    expect(own.filter(({ imports }) => imports.some((name) => name.startsWith('node:')))).toEqual([]);
  });

  it('imports nothing from the tests', () => {
    expect(files.filter(({ imports }) => imports.some((name) => inside(name, 'tests')))).toEqual([]);
  });

  it('keeps the SDK out of what decides', () => {
    const wrong = files.filter(
      ({ path, imports }) =>
        sdkFree.some((f) => inside(path, f)) && imports.some((name) => name.startsWith('@aws-sdk/')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('brings the SDK into nothing that decides by way of another file', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const reached = (path: string, seen: Set<string>): boolean => {
      if (path.startsWith('@aws-sdk/')) return true;
      if (seen.has(path)) return false;
      seen.add(path);
      return (byPath.get(path)?.imports ?? []).some((name) => reached(name, seen));
    };
    const deciding = files.filter(({ path }) => sdkFree.some((folder) => inside(path, folder)));
    expect(deciding.filter(({ path }) => reached(path, new Set())).map(({ path }) => path)).toEqual([]);
  });

  it('lists the channels in one file, and asks for one of them nowhere but in its folder', () => {
    const reasons = new Map([
      ['src/commerce/customer/channel.ts', 'the list'],
      ['src/commerce/customer/identity.ts', 'an e-mail address, whatever channel writes to it'],
      ['src/policy/customer/identity.ts', 'an e-mail address, whatever channel writes to it'],
      ['src/engine/record/mentions.ts', 'an e-mail address, whatever channel writes to it'],
      ['src/model/failures.ts', 'a service of AWS'],
      ['src/policy/hours/legal-hours.ts', 'the channel that a law names'],
    ]);
    const asking = files.filter(
      ({ path, text }) =>
        !inside(path, 'src/channels') &&
        !inside(path, 'src/connectors') && // the platforms' own fields for consent by a channel
        !inside(path, 'infra') && // a channel's part of the stack, with its settings
        !inside(path, 'local') && // the stand-ins for SES and the SMS service, and the pages of their outbox
        /'sms'|\bsms\??: |[!=]== '(email|phone)'|\? '(email|phone)'/.test(text),
    );
    expect(asking.map(({ path }) => path).sort()).toEqual([...reasons.keys()].sort());
  });

  it('exports a name of src/ from one file, so that it means one thing', () => {
    // the same phrases in each language, and the same words for what each platform calls an order or a customer
    const table = /^src\/journey\/words\/(en|ja)\/|^src\/connectors\/(?!contract\/)[^/]+\//;
    const exported = files
      .filter(({ path }) => inside(path, 'src') && !table.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/^export (?:async |abstract )*(?:function\*?|const|class|interface|type) (\w+)/gm)].map(
          ([, name]) => ({ name, path }),
        ),
      );
    const twice = Map.groupBy(exported, ({ name }) => name).values();
    expect([...twice].filter((places) => new Set(places.map(({ path }) => path)).size > 1)).toEqual([]);
  });

  it('writes HTML by one shell and one escaper', () => {
    const saying = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(saying(/<!doctype html>/i)).toEqual(['src/web/shell.ts']);
    const notHtml = [
      'build/docs/table.ts', // Markdown
      'local/aws/server/query-protocol.ts', // XML of AWS's query protocol
      'src/journey/explaining/picture.ts', // SVG
    ];
    expect(saying(/'&lt;'/).filter((path) => !notHtml.includes(path))).toEqual(['src/web/html.ts']);
    expect(saying(/content-security-policy/).filter((path) => !inside(path, 'local'))).toEqual(['src/web/answer.ts']);
  });

  it('reads the clock and the environment only in src/aws, in what users run and in the toolchain', () => {
    const decided = files.filter(
      ({ path }) => (inside(path, 'src') || inside(path, 'functions')) && !inside(path, 'src/aws'),
    );
    expect(
      decided.filter(({ text }) => clockReads.test(text) || text.includes('process.env')).map(({ path }) => path),
    ).toEqual([]);
  });

  it('reads the clock in one file', () => {
    const deployed = files.filter(({ path }) => inside(path, 'src') || inside(path, 'functions'));
    expect(deployed.filter(({ text }) => clockReads.test(text)).map(({ path }) => path)).toEqual(['src/aws/clock.ts']);
  });

  it('makes the clients of AWS services in one place, where each gets its time-outs', () => {
    const makers = files.filter(({ path, text }) => {
      const deployed = inside(path, 'src') || inside(path, 'functions');
      return deployed && /\bnew\s+\w+Client\b|\bnew Kind\(/.test(text);
    });
    expect(makers.map(({ path }) => path)).toEqual(['src/aws/clients.ts']);
    const opened = files.flatMap(({ path, text }) =>
      inside(path, 'functions') ? (text.match(/openClient\(/g) ?? []) : [],
    );
    expect(opened.length).toBeGreaterThan(5);
  });

  it('gives every function a handler of at most forty lines that calls a use case of the engine', () => {
    for (const name of readdirSync(join(root, 'functions'))) {
      const own = files.filter(({ path }) => inside(path, `functions/${name}`));
      const handler = own.find(({ path }) => path === `functions/${name}/handler.ts`);
      expect(handler?.text.split('\n').length, `functions/${name}/handler.ts`).toBeLessThanOrEqual(41);
      expect(
        handler?.imports.some((path) => inside(path, 'src/engine')),
        name,
      ).toBe(true);
    }
  });

  it('keeps all that concerns a platform in its folder: the registries alone import it, and none of them its set-up', () => {
    const home = 'src/connectors';
    const registries = [`${home}/connectors.ts`, `${home}/pages.ts`]; // all of them; and the one of pages, by itself
    const platforms = files.flatMap(({ path }) => path.match(/^src\/connectors\/([^/]+)\/connector\.ts$/)?.[1] ?? []);
    const own = platforms.filter((name) => name !== 'contract').map((name) => `${home}/${name}`);
    const wrong = own.flatMap((folder) =>
      files.filter(
        ({ path, imports }) =>
          !inside(path, folder) && !registries.includes(path) && imports.some((name) => inside(name, folder)),
      ),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
    const mixed = files.filter(
      ({ path, imports }) =>
        inside(path, home) &&
        path !== `${home}/connectors.ts` &&
        path !== `${home}/contract/signature.ts` &&
        imports.some((name) => name.startsWith('node:')),
    );
    expect(mixed.map(({ path }) => path)).toEqual([]);
    const ofPlatform = (file: string) => platforms.map((name) => `${home}/${name}/${file}.ts`);
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(ofPlatform('set-up')));
    const told = [...ofPlatform('set-up'), ...ofPlatform('example'), `${home}/set-ups.ts`]; // what people read of a platform
    const carrying = files.filter(
      ({ path, imports }) =>
        !told.includes(path) &&
        !inside(path, 'build') &&
        !inside(path, 'infra') &&
        imports.some((name) => told.includes(name)),
    );
    expect(carrying.map(({ path }) => path)).toEqual([]);
  });

  it('gives every noun of a shop one folder, whose words and samples the registry of nouns alone imports', () => {
    const nouns = files.flatMap(({ path }) => path.match(/^src\/commerce\/([^/]+)\/event\.ts$/)?.[1] ?? []);
    expect(nouns.length).toBeGreaterThan(10);
    for (const part of ['words', 'sample']) {
      const paths = nouns.map((noun) => `src/commerce/${noun}/${part}.ts`);
      expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
      const importers = files.filter(({ imports }) => imports.some((name) => paths.includes(name)));
      expect(importers.map(({ path }) => path)).toEqual(['src/commerce/nouns.ts']);
    }
  });

  it('keeps use cases in the engine: a store knows its own noun, and a function its wiring', () => {
    const ofAll = files.filter(
      ({ path, imports }) => inside(path, 'src/stores') && imports.includes('src/stores/stores.ts'),
    );
    expect(ofAll.map(({ path }) => path)).toEqual([]);
    const decided = ['src/policy', 'src/stores', 'src/journey', 'src/links', 'src/pattern'];
    const wired = ['src/policy/delivery/patience.ts']; // pauses, around a call of a service
    const deciding = files
      .filter(({ path }) => inside(path, 'functions'))
      .flatMap(({ path, imports }) => imports.map((name) => ({ path, name })))
      .filter(({ name }) => decided.some((folder) => inside(name, folder)) && !wired.includes(name));
    expect(deciding).toEqual([]);
  });

  it('states once what use cases need from outside', () => {
    const engine = files.filter(({ path }) => inside(path, 'src/engine'));
    expect(engine.filter(({ text }) => /\b\w+Dependencies\b/.test(text)).map(({ path }) => path)).toEqual([]);
    expect(engine.filter(({ text }) => /\binterface Ports\b/.test(text)).map(({ path }) => path)).toEqual([
      'src/engine/ports.ts',
    ]);
  });

  it('tries again in one place when somebody else was first', () => {
    const counting = files.filter(
      ({ path, text }) => inside(path, 'src') && /for \(let attempt = 0; attempt </.test(text),
    );
    expect(counting.map(({ path }) => path)).toEqual(['src/stores/change.ts']);
  });

  it('spells the keys of the table in one place', () => {
    const spelling = files.filter(({ text }) => /['`](?:[CGIW]|[1-7])#/.test(text));
    expect(spelling.map(({ path }) => path)).toEqual(['src/stores/item-keys.ts']);
  });

  it('states the units of time in one place', () => {
    const stating = files.filter(
      ({ path, text }) =>
        inside(path, 'src') && /\b(?:60_000|3_600_000|86_400_000)\b|\bconst (?:second|minute|hour|day) = \d/.test(text),
    );
    expect(stating.map(({ path }) => path)).toEqual(['src/commerce/values/time-units.ts']);
  });

  it('throws errors of the engine that say whether trying again may help', () => {
    const bare = files.filter(({ path, text }) => inside(path, 'src/engine') && /new (?:Range)?Error\(/.test(text));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it('leaves no placeholder in what people read', () => {
    const folders = ['docs', 'functions', 'statemachines', 'tests'].map((folder) => join(root, folder));
    const pages = [root, ...folders].flatMap((folder) =>
      readdirSync(folder, { recursive: folder !== root, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    const texts = [...pages.map((path) => ({ path, text: readFileSync(path, 'utf8') })), ...files];
    expect(pages.length).toBeGreaterThan(50);
    expect(texts.filter(({ text }) => text.includes('@@')).map(({ path }) => path)).toEqual([]);
  });

  it('has the folders of the map and none that says nothing', () => {
    const tracked = readdirSync(root, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
    );
    const expected = ['build', 'docs', 'functions', 'infra', 'local', 'src', 'statemachines', 'tests'];
    const generated = ['node_modules', 'cdk.out', 'dist'];
    expect(
      tracked
        .map(({ name }) => name)
        .filter((name) => !generated.includes(name))
        .sort(),
    ).toEqual(expected);
    const vague = /(^|\/)(utils?|helpers?|common|types|misc|lib)(\.ts)?(\/|$)/;
    expect(files.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });
});

it('no test that shares its modules with others replaces a client', () => {
  const alone = new Set(globSync(testsThatReplaceClients, { cwd: root }));
  const replacing = globSync(pureTests, { cwd: root }).filter((file) =>
    /aws-sdk-client-mock|vi\.(mock|stubEnv|useFakeTimers)/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(replacing.length).toBeGreaterThan(0);
  expect(replacing.filter((file) => !alone.has(file))).toEqual([]);
});
