import type { Language } from '../../commerce/words.ts';
import type { Journey } from '../model/journey.ts';
import { fontSize, lineHeight, type Placed, padding, type TextSize, type Tone } from './picture/box.ts';
import { type Arrow, type Label, layOut } from './picture/layout.ts';

const ink = '#1f2933';
const faint = '#52606d';
const stroke = '#8a94a0';

/** The look of each box: its fill, its outline, and the radius of its corners. */
const looks: Readonly<Record<Tone, { readonly fill: string; readonly line: string; readonly round: number }>> = {
  start: { fill: '#e6f4ec', line: '#4f9d75', round: 8 },
  time: { fill: '#f3f4f6', line: '#9aa3ad', round: 20 },
  message: { fill: '#e6effb', line: '#5b8fd1', round: 8 },
  deed: { fill: '#f1ecf9', line: '#8f78c0', round: 8 },
  question: { fill: '#fdf3dc', line: '#cf9f2f', round: 8 },
  end: { fill: '#ffffff', line: '#8a94a0', round: 20 },
  aside: { fill: '#ffffff', line: '#b4bbc4', round: 8 },
};

const fonts = "system-ui, 'Segoe UI', 'Noto Sans', 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif";

/** Draws a journey as an SVG file. */
export function drawJourney(journey: Journey, language: Language): string {
  const { width, height, heading, boxes, labels, arrows } = layOut(journey, language);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" lang="${language}" font-family="${fonts}" fill="${ink}">`,
    `<title>${escapeXml(journey.name)}</title>`,
    `<desc>${escapeXml(journey.about[language])}</desc>`,
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0l8 4l-8 4z" fill="${stroke}"/></marker></defs>`,
    `<rect width="${width}" height="${height}" rx="12" fill="#ffffff"/>`,
    ...heading.map(drawLabel),
    ...arrows.map(drawArrow),
    ...labels.map(drawLabel),
    ...boxes.map(drawBox),
    '</svg>',
  ].join('\n')}\n`;
}

function drawBox(box: Placed): string {
  const { tone, icon, x, y, width, height, textX, title, note } = box;
  const { fill, line, round } = looks[tone];
  const dashes = tone === 'aside' ? ' stroke-dasharray="4 3"' : '';
  const top = y + padding + (lineHeight.title + fontSize.title) / 2 - 2;
  const noteTop = y + padding + title.length * lineHeight.title + (lineHeight.note + fontSize.note) / 2 - 2;
  return [
    '<g>',
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}" stroke="${line}"${dashes}/>`,
    ...(icon === '' ? [] : [drawIcon(icon, x + padding + 2, y + padding + 2, line)]),
    ...title.map((text, index) => drawText(text, textX, top + index * lineHeight.title, 'title')),
    ...note.map((text, index) => drawText(text, textX, noteTop + index * lineHeight.note, 'note')),
    '</g>',
  ].join('\n');
}

function drawIcon(path: string, x: number, y: number, color: string): string {
  return `<path transform="translate(${x} ${y})" d="${path}" fill="none" stroke="${color}" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>`;
}

function drawLabel({ x, baseline, size, lines }: Label): string {
  return lines.map((text, index) => drawText(text, x, baseline + index * lineHeight[size], size)).join('\n');
}

function drawText(text: string, x: number, y: number, size: TextSize): string {
  const style = size === 'note' ? `fill="${faint}"` : 'font-weight="600"';
  return `<text x="${x}" y="${y}" font-size="${fontSize[size]}" ${style}>${escapeXml(text)}</text>`;
}

function drawArrow(points: Arrow): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="1.5" marker-end="url(#tip)"/>`;
}

/** Control characters may not stand in XML at all. */
function escapeXml(text: string): string {
  return text
    .replace(/\p{Cc}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
