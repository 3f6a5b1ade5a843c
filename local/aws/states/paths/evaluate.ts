import { isObject } from '../fields.ts';
import type { ParsedPath, Segment } from './path.ts';

/** The roots of paths while a state runs. */
export interface Roots {
  input: unknown;
  context: unknown;
  variables: Readonly<Record<string, unknown>>;
}

/** The value at a path: undefined when a definite path leads nowhere, a list when the path is indefinite. */
export function evaluatePath(path: ParsedPath, roots: Roots): unknown {
  const found = walk(rootOf(path, roots), path.segments);
  return path.definite ? found[0] : found;
}

/** Why a definite path leads nowhere, in the words of the service: which part of it was the first to miss. */
export function describeMiss(path: ParsedPath, roots: Roots): string {
  const root = rootOf(path, roots);
  const reached = path.segments.findIndex((_, index) => walk(root, path.segments.slice(0, index + 1)).length === 0);
  const written = path.segments
    .slice(0, reached + 1)
    .map(writeSegment)
    .join('');
  const atLast = reached === path.segments.length - 1;
  return atLast ? `No results for path: $${written}` : `Missing property in path $${written}`;
}

function writeSegment(segment: Segment): string {
  if (segment.kind === 'keys') return segment.names.map((name) => `['${name}']`).join('');
  return segment.kind === 'indexes' ? `[${segment.numbers.join()}]` : '';
}

/** The value of a path's root; undefined for a variable that was never assigned. */
function rootOf(path: ParsedPath, roots: Roots): unknown {
  if (path.root === 'variable') return roots.variables[path.variable];
  return path.root === 'context' ? roots.context : roots.input;
}

/** All values that the segments lead to from a node. */
export function walk(node: unknown, segments: readonly Segment[]): unknown[] {
  let nodes: unknown[] = node === undefined ? [] : [node];
  for (const segment of segments) {
    const next: unknown[] = [];
    for (const current of nodes) step(current, segment, next);
    nodes = next;
  }
  return nodes;
}

function step(node: unknown, segment: Segment, found: unknown[]): void {
  switch (segment.kind) {
    case 'keys':
      if (isObject(node))
        found.push(...segment.names.filter((name) => Object.hasOwn(node, name)).map((name) => node[name]));
      return;
    case 'indexes':
      if (Array.isArray(node)) found.push(...pick(node, segment.numbers));
      return;
    case 'slice':
      if (Array.isArray(node)) found.push(...slice(node, segment));
      return;
    case 'all':
      found.push(...children(node));
      return;
    case 'descend':
      descend(node, found);
      return;
    case 'filter':
      found.push(...(Array.isArray(node) ? node : isObject(node) ? [node] : []).filter(segment.test));
      return;
    case 'length':
      if (Array.isArray(node) || typeof node === 'string') found.push(node.length);
      else if (isObject(node)) found.push(Object.keys(node).length);
  }
}

function pick(node: unknown[], numbers: number[]): unknown[] {
  return numbers.map((number) => node.at(number)).filter((element) => element !== undefined);
}

function slice(
  node: unknown[],
  { from, to, step: stride }: { from: number | undefined; to: number | undefined; step: number },
) {
  return node.slice(from ?? 0, to).filter((_, index) => index % stride === 0);
}

function children(node: unknown): unknown[] {
  if (Array.isArray(node)) return node;
  return isObject(node) ? Object.values(node) : [];
}

function descend(node: unknown, found: unknown[]): void {
  found.push(node);
  for (const child of children(node)) descend(child, found);
}
