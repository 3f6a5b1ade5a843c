import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { PlaceAsked } from './table.ts';

/** A lane as it is stored. One that holds no number is begun afresh. */
export interface Lane {
  /** When its next place is free; epoch milliseconds. */
  readonly ends?: number | undefined;
  /** The last raise of the rate after which it was drawn in; epoch milliseconds. */
  readonly raised?: number | undefined;
}

/** When the lane's next place has its turn, whether or not that is soon enough. Epoch milliseconds. */
export function nextPlace(lane: Lane, asked: PlaceAsked): number {
  const { ends } = lane;
  if (ends === undefined || !(ends >= asked.from && ends < asked.far)) return asked.from;
  return isSlow(lane, asked) ? Math.max(asked.from, asked.raise?.end ?? 0) : ends;
}

/** Whether the lane's end comes from places that were given at a lower rate, and that will be given back. */
function isSlow({ ends, raised }: Lane, { raise }: PlaceAsked): boolean {
  return raise !== undefined && raised !== raise.at && ends !== undefined && ends > raise.end;
}

/** How a lane is moved by one conditional write, and where its end is then if it was not moved behind others. */
export interface LaneMove {
  readonly place?: number;
  readonly request: Pick<
    UpdateItemCommandInput,
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
  >;
}

/** The write that takes the next place of a lane that is as it was read; undefined when that place is too late. */
export function moveOf(lane: Lane, asked: PlaceAsked): LaneMove | undefined {
  const place = nextPlace(lane, asked);
  if (place >= asked.before) return undefined;
  if (place === lane.ends) return behindOthers(asked);
  return isSlow(lane, asked) ? drawnIn(asked, place) : atTheHead(asked);
}

/** Behind all others, in a lane that reaches at least to `from`. */
export function behindOthers({ from, length, far, before, raise }: PlaceAsked): LaneMove {
  const isDrawnIn = raise ? ' AND (raised = :raise OR ends <= :raiseEnd)' : '';
  const values = { ':from': from, ':most': Math.min(far, before), ':length': length };
  const raiseEnd = raise && { ':raiseEnd': raise.end };
  return {
    request: {
      UpdateExpression: `SET ends = ends + :length${stamp(raise)}`,
      ConditionExpression: `ends >= :from AND ends < :most${isDrawnIn}`,
      ExpressionAttributeValues: marshall({ ...values, ...raiseEnd, ...stampValue(raise) }, whole),
    },
  };
}

/** At the head of a lane that has ended before, or is none. */
export function atTheHead({ from, length, far, raise }: PlaceAsked): LaneMove {
  const values = { ':end': from + length, ':from': from, ':far': far, ':number': 'N' };
  return {
    place: from,
    request: {
      UpdateExpression: `SET ends = :end${stamp(raise)}`,
      ConditionExpression:
        'attribute_not_exists(ends) OR NOT attribute_type(ends, :number) OR ends < :from OR ends >= :far',
      ExpressionAttributeValues: marshall({ ...values, ...stampValue(raise) }, whole),
    },
  };
}

/** Where those who were given places at a lower rate ask again. */
function drawnIn({ length, raise }: PlaceAsked, place: number): LaneMove {
  return {
    place,
    request: {
      UpdateExpression: 'SET ends = :end, raised = :raise',
      ConditionExpression: 'ends > :raiseEnd AND (attribute_not_exists(raised) OR raised <> :raise)',
      ExpressionAttributeValues: marshall(
        { ':end': place + length, ':raiseEnd': raise?.end, ...stampValue(raise) },
        whole,
      ),
    },
  };
}

/** Takes the last place of a lane back, and none that others stand behind. */
export function givenBack(place: number, length: number): LaneMove['request'] {
  const values = { ':place': place, ':least': place + length / 2, ':most': place + 1.5 * length };
  return {
    UpdateExpression: 'SET ends = :place',
    ConditionExpression: 'ends > :least AND ends < :most', // not equal: sums of fractions differ in the last digit
    ExpressionAttributeValues: marshall(values),
  };
}

const whole = { removeUndefinedValues: true };

function stamp(raise: PlaceAsked['raise']): string {
  return raise ? ', raised = :raise' : '';
}

function stampValue(raise: PlaceAsked['raise']) {
  return raise && { ':raise': raise.at };
}
