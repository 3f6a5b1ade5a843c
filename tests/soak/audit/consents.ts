import type { Chosen, OptOut } from '../shop/audience.ts';
import type { ConsentFile, ConsentLine, Evidence } from './evidence.ts';
import { type Violation, when } from './violation.ts';

const minute = 60_000;

/** What is wrong with the ledger of consent: whether it holds all that was said, and is the state of every address. */
export function consentViolations(evidence: Evidence): Violation[] {
  const told = toldOf(evidence);
  return evidence.consents.flatMap((file) => {
    if (file.unasked) return []; // what was said last waits for the next change, and so it is documented
    return [
      ...(file.state.unsettled === undefined ? [] : [about(file, 'statements still wait to be settled')]),
      ...unlike(file),
      ...untold(file, told),
      ...unproven(file, evidence),
    ];
  });
}

function about({ address, hash }: ConsentFile, what: string): Violation {
  return { rule: 'consent-ledger', shopper: address?.split('@')[0], what: `${address ?? hash}: ${what}` };
}

/** The state of an address without what is no statement. */
const otherFields = [
  'claims',
  'past',
  'confirmations',
  'heard',
  'unsettled',
  'recordedAt',
  'lastTold',
  'undelivered',
  'arrived',
];

/** Where the state is not what the entries add up to, in whatever order. */
function unlike(file: ConsentFile): Violation[] {
  const rest = Object.entries(file.state).filter(([field]) => !otherFields.includes(field));
  const state = leavesOf(Object.fromEntries(rest));
  const built = new Map<string, Leaf>();
  for (const { adds = {} } of file.entries) {
    for (const [path, leaf] of leavesOf(adds)) {
      const known = built.get(path);
      if (known === undefined || leaf.at > known.at) built.set(path, leaf);
    }
  }
  return [...state].flatMap(([path, { value }]) => {
    const found = built.get(path)?.value;
    return found === value ? [] : [about(file, `${path} is ${value}, by its ledger ${found}`)];
  });
}

/** A value, and the time that decides between two of them. */
interface Leaf {
  readonly value: unknown;
  readonly at: number;
}

/** Things with a time of their own: the later one replaces the other as a whole. */
const wholes = ['granted', 'chosen', 'suppressed', 'less', 'paused'];

/** The values of a state by their paths. */
function leavesOf(part: Readonly<Record<string, unknown>>, path = ''): Map<string, Leaf> {
  return new Map(
    Object.entries(part).flatMap(([field, value]): [string, Leaf][] => {
      const place = `${path}${field}`;
      if (typeof value !== 'object' || value === null) return [[place, { value, at: timeOf(field, value, part) }]];
      const inner = value as Readonly<Record<string, unknown>>; // parsed JSON has no other objects
      if (!wholes.includes(field) || path.endsWith('words.')) return [...leavesOf(inner, `${place}.`)];
      const { wording: _kept, ...said } = inner;
      return [[place, { value: JSON.stringify(said, Object.keys(said).sort()), at: Number(inner.at) }]];
    }),
  );
}

/** Times say it themselves; what goes with one, its time. */
const goesWith: Readonly<Record<string, string>> = {
  provenBy: 'proven',
  reopenedBy: 'reopenedAt',
  source: 'withdrawn',
};

function timeOf(field: string, value: unknown, part: Readonly<Record<string, unknown>>): number {
  const own = goesWith[field];
  if (own !== undefined) return Number(part[own]);
  if (typeof value !== 'number') return 0;
  return field === 'since' ? -value : value; // since when somebody has it: the earliest that is known
}

/** A state that the shop was told, and of whom. */
interface ToldState {
  readonly id: string;
  readonly customer: { readonly id?: string };
  readonly consent: { readonly topic?: string; readonly state: string; readonly recordedAt: string };
}

/** True if the shop was told of somebody else than who said it: the id then names their key, of 24 digits. */
function isOfAnother({ id }: ToldState): boolean {
  return /-[0-9a-f]{24}(?:-|$)/.test(id);
}

/** What the shop was told by each statement, by the statement's id: `consent-<time>-<hash>-…` tells of `<time>#<hash>`. */
function toldOf({ published }: Evidence): ReadonlyMap<string, ToldState[]> {
  const told = published.flatMap(({ type, detail }) => {
    return type === 'consent.changed' ? [detail as ToldState] : []; // the envelope's own fields
  });
  return Map.groupBy(told, ({ id }) => id.split('-').slice(1, 3).join('#'));
}

/**
 * States of an address that are told to nobody. Others may be told something else, for whom something else holds; and nobody
 * has to be told that nothing holds at an address which its customer gave up. Who gave it up is told what holds at the next.
 */
function untold({ address, ...file }: ConsentFile, told: ReadonlyMap<string, ToldState[]>): Violation[] {
  if (address === undefined) return [];
  const inOrder = file.entries.toSorted((one, other) => one.recordedAt - other.recordedAt);
  const last = new Map(inOrder.flatMap(({ id, changes = [] }) => changes.map((one) => [one.topic, { id, ...one }])));
  const isCarried = Object.keys(file.state.lastTold ?? {}).length > 0;
  const tellings = file.entries.flatMap(({ id, what }) =>
    (told.get(id) ?? []).filter((one) => what !== 'release' || (isCarried && isOfAnother(one))),
  );
  return [...last.values()].flatMap(({ id, topic, state }) => {
    const from = tellings.filter((one) => one.consent.topic === topic);
    const byCustomer = Map.groupBy(from, ({ customer }) => customer.id);
    const isTold = [...byCustomer.values()].some((events) => lastOf(events)?.consent.state === state);
    // An agreement may be heard late, of an address that no account carries by then.
    const isNobodys = state === 'granted' && from.length === 0 && !isCarried;
    return isTold || isNobodys || state === 'unknown'
      ? []
      : [about({ address, ...file }, `nobody was told that ${topic ?? 'marketing'} is ${state} (${id})`)];
  });
}

function lastOf(events: readonly ToldState[]): ToldState | undefined {
  return events.toSorted((one, other) => (one.consent.recordedAt < other.consent.recordedAt ? -1 : 1)).at(-1);
}

/** Clicks and choices of which the ledger has no proof. */
function unproven(file: ConsentFile, { optOuts, choices }: Evidence): Violation[] {
  const clicks = optOuts.filter(({ address, by }) => address === file.address && by === 'link');
  const chosen = choices.filter(({ address }) => address === file.address);
  return [
    ...clicks.filter((one) => !hasEntry(file, isOptOut, one)).map(({ at }) => about(file, `no opt-out at ${when(at)}`)),
    ...chosen
      .filter((one) => !hasEntry(file, isChoice(one), one))
      .map(({ at, choice }) => about(file, `no proof of ${JSON.stringify(choice)} at ${when(at)}`)),
  ];
}

const isOptOut = ({ what, from }: ConsentLine) => what === 'opt-out' && from === 'link';

function isChoice({ choice }: Chosen) {
  const what = 'topic' in choice ? 'choice' : 'less' in choice ? 'less-often' : 'pause';
  const topics = JSON.stringify('topic' in choice ? [choice.topic] : undefined);
  return (line: ConsentLine) => line.what === what && JSON.stringify(line.topics) === topics;
}

function hasEntry(
  { entries }: ConsentFile,
  fits: (line: ConsentLine) => boolean,
  { at, askedAt }: { readonly at: number; readonly askedAt?: number } | (OptOut & { readonly askedAt?: number }),
): boolean {
  return entries.some((line) => fits(line) && line.saidAt <= at && line.saidAt >= (askedAt ?? at - minute));
}
