import { type Hold, keptHolds } from '../../model/basis.ts';
import {
  type Failure,
  type Feedback,
  type FeedbackKind,
  feedbackKinds,
  isEngagement,
  type Message,
} from '../../model/message.ts';
import { holdReasons } from '../../model/outcome.ts';
import { laterEngagements, mergeEngagements } from '../attribution/engagements.ts';

/**
 * The line for two records of one message. A sent message stays sent; an unknown one becomes sent once any report says
 * so; a held one takes whatever outcome it later gets.
 */
export function mergeMessages(known: Message, other: Message): Message {
  const feedback = earliest(known.feedback ?? {}, other.feedback ?? {});
  const ahead = rank(known) - rank(other);
  const kept = ahead > 0 ? { ...withoutReason(other), ...known } : { ...withoutReason(known), ...other };
  const both = ahead === 0 && rank(other) === ranks.sent;
  const wentBy =
    Math.max(rank(known), rank(other)) === ranks.sent && basisOfGoing(ahead > 0 ? [known, other] : [other, known]);
  const merged = {
    ...kept,
    ...(both && { at: Math.min(known.at, other.at) }),
    ...wentBy,
    ...mergeEngagements(known, other),
  };
  const line = { ...merged, ...holdsBefore(merged, [known, other]), ...untakenOf(merged, [known, other]) };
  if (Object.keys(feedback).length === 0) return line;
  return judge({ ...line, feedback }, earlierFailure(failureOf(known), failureOf(other)));
}

/**
 * The line after SES or the carrier reported. Whatever was believed before, the service had taken the message: so it
 * was sent, unless the service or the carrier says that it could not deliver it. The same reports in any order give the
 * same line.
 * @param failure what made a report of `failed`
 */
export function foldFeedback(known: Message, kind: FeedbackKind, at: number, failure?: Failure): Message {
  const failed = earlierFailure(failureOf(known), failure && { ...failure, at });
  const feedback = { ...known.feedback, [kind]: Math.min(at, known.feedback?.[kind] ?? at) };
  const taken = rank(known) === ranks.sent;
  const before = holdsBefore({ ...known, outcome: 'sent' }, [known]);
  const { basis: _basis, ...line } = known;
  const reported = {
    ...line,
    ...basisOfGoing([known]),
    ...before,
    at: taken ? Math.min(known.at, at) : at,
    due: Math.min(known.due, at),
    feedback,
  };
  return judge({ ...reported, ...(isEngagement(kind) && laterEngagements(known, { kind, at })) }, failed);
}

function earliest(known: Feedback, other: Feedback): Feedback {
  const first = feedbackKinds.flatMap((kind) => {
    const times = [known[kind] ?? [], other[kind] ?? []].flat();
    return times.length === 0 ? [] : [[kind, Math.min(...times)]];
  });
  return Object.fromEntries(first);
}

/** A message that was reported on counts as sent if anybody received or returned it, and else by how it failed. */
function judge(line: Message & { readonly feedback: Feedback }, failure: FailedAt | undefined): Message {
  const arrived = feedbackKinds.some((kind) => kind !== 'failed' && line.feedback[kind] !== undefined);
  const { reason, detail } = failure ?? unnamed;
  const gone = { ...withoutReason(line), ...(line.basis && { basis: line.basis }) };
  if (arrived || line.feedback.failed === undefined) return { ...gone, outcome: 'sent' };
  return { ...gone, outcome: 'skipped', reason, detail };
}

/** What the decision to send went by, as the first of the lines has it that knows: a report does not. */
function basisOfGoing(lines: readonly Message[]): Pick<Message, 'basis'> {
  const basis = lines.find((line) => line.basis !== undefined && wasToGo(line))?.basis;
  return basis === undefined ? {} : { basis };
}

/** True if the outcome is that of a message which was to go: sent, perhaps sent, or refused or lost by the service. */
function wasToGo({ outcome, reason, feedback }: Message): boolean {
  if (outcome !== 'skipped') return outcome !== 'held';
  return reason === 'rejected' || reason === 'failed' || feedback !== undefined;
}

/** A failure, and when it was reported. */
type FailedAt = Failure & { readonly at: number };

const unnamed: Failure = { reason: 'failed', detail: 'unknown' };

/** A line's report of a failure of the service. */
function failureOf({ outcome, reason, detail, feedback }: Message): FailedAt | undefined {
  const at = feedback?.failed;
  if (at === undefined || outcome !== 'skipped' || detail === undefined) return undefined;
  return reason === 'rejected' || reason === 'suppressed' || reason === 'failed' ? { reason, detail, at } : undefined;
}

/** The one that was reported first; of two at once, the one that the alphabet has first. */
function earlierFailure(one: FailedAt | undefined, other: FailedAt | undefined): FailedAt | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.at !== other.at) return one.at < other.at ? one : other;
  return one.detail <= other.detail ? one : other;
}

const ranks = { held: 0, skipped: 1, unknown: 2, sent: 3 } as const;

/** The rank of a line among those of its message: one with a report was accepted by the service. */
function rank({ outcome, feedback }: Message): number {
  return feedback === undefined ? ranks[outcome] : ranks.sent;
}

function withoutReason({
  reason: _reason,
  detail: _detail,
  until: _until,
  basis: _basis,
  untaken: _untaken,
  ...message
}: Message): Message {
  return message;
}

/** The last claim under which nothing was taken, as long as the message is held. */
function untakenOf({ outcome }: Message, lines: readonly Message[]): Pick<Message, 'untaken'> {
  const times = lines.flatMap(({ untaken }) => untaken ?? []);
  return outcome !== 'held' || times.length === 0 ? {} : { untaken: Math.max(...times) };
}

/** The holds of a message before its present outcome, as all its lines know them. */
function holdsBefore(line: Message, lines: readonly Message[]): Pick<Message, 'holds'> {
  const own = holdIn(line)[0];
  const all = lines
    .flatMap((one) => [...(one.holds ?? []), ...holdIn(one)])
    .filter((hold) => own === undefined || hold.at < own.at || (hold.at === own.at && hold.reason !== own.reason))
    .sort((one, other) => one.at - other.at);
  const holds = all.reduce<readonly Hold[]>(added, []).slice(-keptHolds);
  return holds.length === 0 ? {} : { holds };
}

/** A line's own hold, as the history keeps it: of several rivals the first, and no version. */
function holdIn({ outcome, reason, detail, at, until, basis }: Message): Hold[] {
  const hold = holdReasons.find((one) => one === reason);
  if (outcome !== 'held' || hold === undefined) return [];
  const { version: _version, rivals, ...kept } = basis ?? {};
  const short = { ...kept, ...(rivals && { rivals: rivals.slice(0, 1) }) };
  const more = { ...(detail !== undefined && { detail }), ...(until !== undefined && { until }) };
  return [{ reason: hold, at, ...more, ...(basis && { basis: short }) }];
}

/** Holds for one reason in a row are one, unless a message was in the way: then each names its own. */
function added(holds: readonly Hold[], next: Hold): readonly Hold[] {
  const last = holds.at(-1);
  if (last?.at === next.at && last.reason === next.reason) return holds;
  if (last === undefined || last.reason !== next.reason || next.basis?.rivals) return [...holds, next];
  return [...holds.slice(0, -1), { ...next, at: last.at }];
}
