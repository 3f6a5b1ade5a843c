import { type Engagement, engagementKinds, keptEngagements, type Message } from '../../model/message.ts';

type Engaged = Pick<Message, 'feedback' | 'touchedAgain'>;

/** The later touches of a message after one more. The same ones in any order, however often, give the same. */
export function laterEngagements(known: Engaged, { kind, at }: Engagement): Pick<Message, 'touchedAgain'> {
  return again([known, { feedback: { [kind]: at } }]);
}

/** The later touches of a message of which two lines are known. */
export function mergeEngagements(known: Engaged, other: Engaged): Pick<Message, 'touchedAgain'> {
  return again([known, other]);
}

/** All that is known of when a message was opened and clicked, the earliest first; of two at once, the click last. */
export function engagementsOf(message: Engaged): Engagement[] {
  return engagementKinds
    .flatMap((kind) => timesOf([message], kind).map((at) => ({ kind, at })))
    .sort((one, other) => one.at - other.at);
}

/** Beside the first touch of each kind the last ones are kept: as many as fit, whatever the order they came in. */
function again(lines: readonly Engaged[]): Pick<Message, 'touchedAgain'> {
  const later = engagementKinds.flatMap((kind) => {
    const times = timesOf(lines, kind).slice(1).slice(-keptEngagements);
    return times.length === 0 ? [] : [[kind, times]];
  });
  return later.length === 0 ? {} : { touchedAgain: Object.fromEntries(later) };
}

function timesOf(lines: readonly Engaged[], kind: Engagement['kind']): number[] {
  const times = lines.flatMap(({ feedback, touchedAgain }) => [feedback?.[kind] ?? [], touchedAgain?.[kind] ?? []]);
  return [...new Set(times.flat())].sort((one, other) => one - other);
}
