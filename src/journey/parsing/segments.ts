import type { Segment, Segments } from '../../model/segment.ts';
import { segmentScope } from '../conditions/scope.ts';
import type { Doubt } from '../reading/doubt.ts';
import { readFields, requiredNode } from '../reading/fields.ts';
import { JourneyError, type Problem } from '../reading/problem.ts';
import { say } from '../reading/saying.ts';
import { Source } from '../reading/source.ts';
import { anyCondition, readCondition } from '../values/condition.ts';

/** A segment's name: part of conditions, and of what people read. */
const nameForm = /^[a-z][a-z0-9-]*$/;

/**
 * Reads statemachines/segments.yaml.
 * @param file as errors name it
 * @throws JourneyError with everything that is wrong with the file
 */
export function parseSegments(text: string, file = 'statemachines/segments.yaml'): Segments {
  const { segments, problems } = readSegments(text, file);
  if (problems.length > 0) throw new JourneyError(problems);
  return segments;
}

/** Segments, and what is wrong with the file that they come from. */
export interface ReadSegments {
  readonly segments: Segments;
  /** All names in the file: those of faulty segments too. */
  readonly names: readonly string[];
  readonly problems: readonly Problem[];
  /** What can be used, and is probably not meant. */
  readonly doubts?: readonly Doubt[];
}

/** Reads segments.yaml as far as it can be read, so that the journeys can be checked. */
export function readSegments(text: string, file: string): ReadSegments {
  const source = new Source(file, text);
  try {
    return { ...readNamed(source), problems: source.problems, doubts: source.doubts };
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    const names = [...text.matchAll(/^ {2}([a-z][a-z0-9-]*):/gm)].map(([, name = '']) => name);
    return { segments: {}, names, problems: error.problems };
  }
}

function readNamed(source: Source): Pick<ReadSegments, 'segments' | 'names'> {
  const fields = readFields(source, source.root(), say`the file`, ['segments']);
  const node = fields && requiredNode(source, fields, 'segments', say`the file`, say`write "segments:" above them`);
  const names = Object.keys((node && asObject(source.plain(source.resolve(node)))) ?? {});
  const example = say`write a name and a condition on each line below it, such as "regular: ordered at least 3 times"`;
  const named = node && readFields(source, node, 'segments', names, example);
  const found: [string, Segment][] = [];
  for (const [name, written] of named?.values ?? []) {
    if (!nameForm.test(name)) {
      source.report(written, say`"${name}" is no name of a segment`, say`use a-z, 0-9 and -, beginning with a letter`);
    }
    const condition = readCondition(source, written, segmentScope(), name);
    if (condition) found.push([name, condition]);
  }
  return { segments: Object.fromEntries(found), names };
}

function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

/** The file as JSON Schema, for editors that complete and check YAML with one. */
export function segmentsSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aftercart segments',
    type: 'object',
    required: ['segments'],
    additionalProperties: false,
    properties: {
      segments: {
        type: 'object',
        description: 'Groups of customers by name: conditions on the customer and their orders.',
        propertyNames: { pattern: nameForm.source },
        additionalProperties: anyCondition,
      },
    },
  };
}
