import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { nextPlace } from '../stores/next-place.ts';
import type { PlaceRequest } from '../stores/table.ts';
import { toAttributes } from './attributes.ts';

/** A move of a lane by one conditional write, and the place that it takes when it is not behind others. */
export interface LaneMove {
  readonly place?: number;
  readonly request: Pick<
    UpdateItemCommandInput,
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
  >;
}

/** The write that takes the next place of a lane that ends as it was read; undefined when that place is too late. */
export function moveOf(ends: number | undefined, request: PlaceRequest): LaneMove | undefined {
  const place = nextPlace(ends, request);
  if (place >= request.before) return undefined;
  return place === ends ? behindOthers(request) : atTheHead(request);
}

/** Behind all others, in a lane that reaches at least to `from`. */
export function behindOthers({ from, length, far, before }: PlaceRequest): LaneMove {
  return {
    request: {
      UpdateExpression: 'SET ends = ends + :length',
      ConditionExpression: 'ends >= :from AND ends < :most',
      ExpressionAttributeValues: toAttributes({ ':from': from, ':most': Math.min(far, before), ':length': length }),
    },
  };
}

/** At the head of a lane that has ended before, or is none. */
export function atTheHead({ from, length, far }: PlaceRequest): LaneMove {
  return {
    place: from,
    request: {
      UpdateExpression: 'SET ends = :end',
      ConditionExpression:
        'attribute_not_exists(ends) OR NOT attribute_type(ends, :number) OR ends < :from OR ends >= :far',
      ExpressionAttributeValues: toAttributes({ ':end': from + length, ':from': from, ':far': far, ':number': 'N' }),
    },
  };
}

/** Takes the last place of a lane back, and none that others stand behind. */
export function givenBack(place: number, length: number): LaneMove['request'] {
  const values = { ':place': place, ':least': place + length / 2, ':most': place + 1.5 * length };
  return {
    UpdateExpression: 'SET ends = :place',
    ConditionExpression: 'ends > :least AND ends < :most', // not equal: sums of fractions differ in the last digit
    ExpressionAttributeValues: toAttributes(values),
  };
}
