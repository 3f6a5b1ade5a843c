import type { Language } from '../../../commerce/words.ts';
import type { Journey } from '../../model/journey.ts';
import type { Step } from '../../model/steps.ts';
import { kindOf } from '../../steps/registry.ts';
import type { Box, StepBranch } from '../../steps/step-kind.ts';
import { beginning, bounds, ending, goingOn } from './bounds.ts';
import { fontSize, lineHeight, type Placed, placeBox, type TextSize, type Tone, textLines } from './box.ts';

/** Everything of a picture, placed. Lengths are pixels, from the top left. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly heading: readonly Label[];
  readonly boxes: readonly Placed[];
  readonly labels: readonly Label[];
  readonly arrows: readonly Arrow[];
}

/** A text outside the boxes: how much room it has, and where its first line is. */
export interface Label {
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly size: TextSize;
  readonly lines: readonly string[];
}

/** A line from one box to another, through these points. */
export type Arrow = readonly (readonly [x: number, y: number])[];

const margin = 24;
const columnWidth = 296;
const gutter = 48;
const gap = 28;

/** A picture as it grows: in each column, the height from which on there is room. */
interface Sheet {
  readonly language: Language;
  readonly boxes: Placed[];
  readonly labels: Label[];
  readonly arrows: Arrow[];
  readonly free: number[];
}

/** Lays a journey out: its line from top to bottom, and every branch one column further to the right. */
export function layOut(journey: Journey, language: Language): PictureLayout {
  const heading = headingOf(journey, language, columnStart(2) - gutter - margin);
  const top = margin + heading.reduce((sum, label) => sum + heightOf(label), 0) + 12;
  const sheet: Sheet = { language, boxes: [], labels: [], arrows: [], free: [top, top] };
  const start = put(sheet, { ...beginning(journey), tone: 'start' }, 0, top);
  for (const bound of bounds(journey)) put(sheet, { ...bound, tone: 'aside' }, 1, sheet.free[1] ?? top, 12);
  sheet.free[1] = (sheet.free[1] ?? top) + 12;
  putLine(sheet, journey.steps, 0, start, ending);
  return {
    width: columnStart(sheet.free.length) - gutter + margin,
    height: Math.max(...sheet.boxes.map(({ y, height }) => y + height)) + margin,
    heading,
    boxes: sheet.boxes,
    labels: sheet.labels,
    arrows: sheet.arrows,
  };
}

function headingOf({ name, about }: Journey, language: Language, width: number): Label[] {
  const first = labelAt(margin, margin, width, 'heading', name);
  return [first, labelAt(margin, margin + heightOf(first), width, 'note', about[language])];
}

/** Puts steps below each other, and what comes after them if the last is no end. @param before what leads to them */
function putLine(
  sheet: Sheet,
  steps: readonly Step[],
  column: number,
  before: Placed,
  after: Omit<Box, 'tone'>,
): Placed {
  let last = before;
  for (const step of steps) last = putStep(sheet, step, column, last);
  if (last.tone === 'end') return last;
  const end = put(sheet, { ...after, tone: 'end' }, column, sheet.free[column] ?? 0);
  connect(sheet, last, end);
  return end;
}

function putStep(sheet: Sheet, step: Step, column: number, before: Placed): Placed {
  const kind = kindOf(step);
  const branches = kind.branches?.(step) ?? [];
  const beside = branches.length > 0 ? (sheet.free[column + 1] ?? 0) : 0;
  const placed = put(sheet, kind.box(step), column, Math.max(sheet.free[column] ?? 0, beside));
  connect(sheet, before, placed);
  for (const branch of branches) putBranch(sheet, branch, column + 1, placed);
  return placed;
}

/** Puts a branch beside the step it leads away from: when it is taken, then its steps. */
function putBranch(sheet: Sheet, { when, steps }: StepBranch, column: number, from: Placed): void {
  const top = Math.max(sheet.free[column] ?? 0, from.y);
  const label = labelAt(columnStart(column), top, columnWidth, 'note', when[sheet.language]);
  sheet.labels.push(label);
  sheet.free[column] = top + heightOf(label) + 4;
  putLine(sheet, steps, column, from, goingOn);
}

function put(sheet: Sheet, box: Omit<Box, 'tone'> & { tone: Tone }, column: number, top: number, below = gap): Placed {
  const placed = placeBox(box, sheet.language, { x: columnStart(column), y: top, width: columnWidth });
  sheet.boxes.push(placed);
  sheet.free[column] = top + placed.height + below;
  return placed;
}

/** Straight down inside a column; through the gutter into the next. */
function connect(sheet: Sheet, from: Placed, to: Placed): void {
  const middle = from.y + from.height / 2;
  const right = from.x + from.width;
  if (from.x === to.x) {
    const x = from.x + from.width / 2;
    sheet.arrows.push([
      [x, from.y + from.height],
      [x, to.y],
    ]);
  } else {
    const target = to.y + to.height / 2;
    sheet.arrows.push([
      [right, middle],
      [right + gutter / 2, middle],
      [right + gutter / 2, target],
      [to.x, target],
    ]);
  }
}

function columnStart(column: number): number {
  return margin + column * (columnWidth + gutter);
}

function labelAt(x: number, top: number, width: number, size: Label['size'], text: string): Label {
  return { x, baseline: top + fontSize[size], width, size, lines: textLines(text, size, width) };
}

function heightOf({ lines, size }: Label): number {
  return lines.length * lineHeight[size];
}
