import type { Segment, Segments } from '../../model/segment.ts';
import { segmentScope } from '../conditions/scope.ts';
import { readFields, requiredNode } from '../reading/fields.ts';
import { JourneyError } from '../reading/problem.ts';
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
  const source = new Source(file, text);
  const segments = readSegments(source);
  if (source.problems.length > 0) throw new JourneyError(source.problems);
  return segments;
}

function readSegments(source: Source): Segments {
  const fields = readFields(source, source.root(), 'the file', ['segments']);
  const node = fields && requiredNode(source, fields, 'segments', 'the file', 'write "segments:" above them');
  const names = Object.keys((node && asObject(source.plain(source.resolve(node)))) ?? {});
  const named = node && readFields(source, node, 'segments', names);
  const found: [string, Segment][] = [];
  for (const [name, written] of named?.values ?? []) {
    if (!nameForm.test(name)) {
      source.report(written, `"${name}" is no name of a segment`, 'use a-z, 0-9 and -, beginning with a letter');
    }
    const condition = readCondition(source, written, segmentScope(), name);
    if (condition) found.push([name, condition]);
  }
  return Object.fromEntries(found);
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
