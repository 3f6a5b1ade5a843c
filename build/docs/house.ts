import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A caption for each room. The picture fails to build when a folder is missing here. */
const captions: Readonly<Record<string, string>> = {
  functions: 'one Lambda each: wiring',
  'src/aws': 'adapters; the clock',
  'src/engine': 'the use cases',
  'src/simulation': 'a shop in memory',
  'src/explain': 'the reason for a silence',
  'src/insight': 'figures',
  'src/stores': 'the table',
  'src/channels': 'e-mail, SMS',
  'src/templates': 'Liquid to mail and text',
  'src/links': 'signed links',
  'src/journey': 'the journey language',
  'src/policy': 'decisions, pure',
  'src/web': 'pages behind links',
  'src/secrets': 'keys of the secret',
  'src/model': 'what Aftercart keeps',
  'src/client': 'for backends that post',
  'src/tag': 'for pages that report',
  'src/connectors': 'shop platforms',
  'src/commerce': 'what a shop tells of',
  'src/pattern': 'event patterns',
};

const root = path.resolve(import.meta.dirname, '../..');

const box = { width: 148, height: 52, gap: 14 };
const floor = { height: 78, label: 40 };
const margin = 16;

/** A room, and the rooms it imports from. */
type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The house as a picture: every room of src/ and the functions, each on the lowest floor from which it imports downwards
 * only. Read from the imports themselves.
 * @throws Error when rooms import each other in a circle, or a room has no caption
 */
export function housePicture(): string {
  return draw(floorsOf(roomImports()));
}

function roomImports(): Imports {
  const imports = new Map<string, Set<string>>();
  for (const file of sourceFiles()) {
    const room = roomOf(file);
    if (room === undefined) continue;
    const into = imports.get(room) ?? new Set();
    for (const other of importedBy(file)) {
      const target = roomOf(other);
      if (target !== undefined && target !== room) into.add(target);
    }
    imports.set(room, into);
  }
  return imports;
}

function sourceFiles(): string[] {
  return ['functions', 'src'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
  );
}

function roomOf(file: string): string | undefined {
  const [top, room] = file.split('/');
  if (top === 'functions') return top;
  return top === 'src' && room !== undefined ? `src/${room}` : undefined;
}

function importedBy(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const found = [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)];
  return found.map(([, from, dynamic]) => path.posix.join(path.posix.dirname(file), from ?? dynamic ?? ''));
}

/** The rooms by floor, from the ground up, each floor in the order of the alphabet. */
function floorsOf(imports: Imports): string[][] {
  const heights = new Map<string, number>();
  const heightOf = (room: string, above: readonly string[]): number => {
    if (above.includes(room)) throw new Error(`These folders import each other: ${[...above, room].join(' → ')}.`);
    const known = heights.get(room);
    if (known !== undefined) return known;
    const below = [...(imports.get(room) ?? [])].map((other) => heightOf(other, [...above, room]));
    const height = below.length === 0 ? 0 : Math.max(...below) + 1;
    heights.set(room, height);
    return height;
  };
  const floors: string[][] = [];
  for (const room of [...imports.keys()].sort()) {
    const height = heightOf(room, []);
    floors[height] = [...(floors[height] ?? []), room];
  }
  return floors;
}

function draw(floors: readonly (readonly string[])[]): string {
  const most = Math.max(...floors.map((rooms) => rooms.length));
  const width = 2 * margin + floor.label + most * (box.width + box.gap) - box.gap;
  const height = 2 * margin + floors.length * floor.height - (floor.height - box.height);
  const rows = floors.toReversed().map((rooms, row) => drawFloor(rooms, row, floors.length - 1 - row, width));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Hiragino Sans', 'Noto Sans JP', sans-serif" font-size="13" role="img" aria-labelledby="t d">
  <title id="t">The house</title>
  <desc id="d">The folders of src/ and the functions on floors. A folder imports only from the floors below it.</desc>
  <style>
    .room { fill: #fff; stroke: #1a6b52; stroke-width: 1.5 }
    .name { fill: #17202a; font-weight: 600; text-anchor: middle }
    .note { fill: #5b6770; font-size: 11px; text-anchor: middle }
    .floor { fill: #5b6770; font-size: 11px }
  </style>
  <rect width="${width}" height="${height}" rx="12" fill="#f6f7f6"/>
${rows.join('\n')}
</svg>
`;
}

function drawFloor(rooms: readonly string[], row: number, level: number, width: number): string {
  const top = margin + row * floor.height;
  const taken = rooms.length * (box.width + box.gap) - box.gap;
  const left = margin + floor.label + (width - 2 * margin - floor.label - taken) / 2;
  const label = `  <text class="floor" x="${margin}" y="${top + box.height / 2 + 4}">${level}</text>`;
  return [label, ...rooms.map((room, place) => drawRoom(room, left + place * (box.width + box.gap), top))].join('\n');
}

function drawRoom(room: string, left: number, top: number): string {
  const caption = captions[room];
  if (caption === undefined) throw new Error(`Say in build/docs/house.ts what is in ${room}.`);
  const middle = left + box.width / 2;
  return `  <rect class="room" x="${left}" y="${top}" width="${box.width}" height="${box.height}" rx="8"/><text class="name" x="${middle}" y="${top + 22}">${room}</text><text class="note" x="${middle}" y="${top + 40}">${caption}</text>`;
}
