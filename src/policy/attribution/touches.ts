import { keptTouches, type Message, type Touch, touchKinds } from '../../model/message.ts';

type Touched = Pick<Message, 'feedback' | 'touchedAgain'>;

/** The later touches of a message after one more. The same ones in any order, however often, give the same. */
export function touchAgain(known: Touched, { kind, at }: Touch): Pick<Message, 'touchedAgain'> {
  return again([known, { feedback: { [kind]: at } }]);
}

/** The later touches of a message of which two lines are known. */
export function mergeTouches(known: Touched, told: Touched): Pick<Message, 'touchedAgain'> {
  return again([known, told]);
}

/** All that is known of when a message was opened and clicked, the earliest first; of two at once, the click last. */
export function touchesOf(message: Touched): Touch[] {
  return touchKinds
    .flatMap((kind) => timesOf([message], kind).map((at) => ({ kind, at })))
    .sort((one, other) => one.at - other.at);
}

/** Beside the first touch of each kind the last ones are kept: as many as fit, whatever the order they came in. */
function again(lines: readonly Touched[]): Pick<Message, 'touchedAgain'> {
  const later = touchKinds.flatMap((kind) => {
    const times = timesOf(lines, kind).slice(1).slice(-keptTouches);
    return times.length === 0 ? [] : [[kind, times]];
  });
  return later.length === 0 ? {} : { touchedAgain: Object.fromEntries(later) };
}

function timesOf(lines: readonly Touched[], kind: Touch['kind']): number[] {
  const times = lines.flatMap(({ feedback, touchedAgain }) => [feedback?.[kind] ?? [], touchedAgain?.[kind] ?? []]);
  return [...new Set(times.flat())].sort((one, other) => one - other);
}
