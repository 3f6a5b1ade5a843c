import { fontSize, lineHeight, padding, textWidth } from '../../../src/journey/explaining/picture/box.ts';
import type { Label, PictureLayout } from '../../../src/journey/explaining/picture/layout.ts';

interface Area {
  readonly what: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is wrong with a layout: texts that leave their box or room, areas on top of each other or beside the sheet. */
export function layoutFaults(layout: PictureLayout): string[] {
  const areas = [
    ...layout.boxes.map(({ title, ...box }) => ({ ...box, what: title.join(' ') })),
    ...[...layout.heading, ...layout.labels].map(areaOf),
  ];
  const overlapping = areas.flatMap((one, index) =>
    areas.slice(index + 1).flatMap((other) => (overlap(one, other) ? [`${one.what} overlaps ${other.what}`] : [])),
  );
  const outside = areas.filter(({ x, y, width, height }) => x + width > layout.width || y + height > layout.height);
  return [...textFaults(layout), ...overlapping, ...outside.map(({ what }) => `${what} leaves the sheet`)];
}

function textFaults({ boxes, heading, labels }: PictureLayout): string[] {
  const inBoxes = boxes.flatMap(({ x, width, height, textX, title, note }) => {
    const room = x + width - padding - textX;
    const texts = title.length * lineHeight.title + note.length * lineHeight.note;
    return [
      ...title.filter((line) => textWidth(line, 'title') > room),
      ...note.filter((line) => textWidth(line, 'note') > room),
      ...(texts + 2 * padding > height ? [`${title.join(' ')} is higher than its box`] : []),
    ];
  });
  const outside = [...heading, ...labels].flatMap(({ lines, size, width }) =>
    lines.filter((line) => textWidth(line, size) > width),
  );
  return [...inBoxes, ...outside];
}

function areaOf({ x, baseline, width, size, lines }: Label): Area {
  const height = (lines.length - 1) * lineHeight[size] + fontSize[size];
  return { what: lines.join(' '), x, y: baseline - fontSize[size], width, height };
}

function overlap(one: Area, other: Area): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && one.y < other.y + other.height && other.y < one.y + one.height;
}
