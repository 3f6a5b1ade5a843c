import { type EventType, eventTypes, type SubjectKind } from '../../commerce/events.ts';
import { nounFacts } from '../../commerce/nouns.ts';
import type { Surveys } from '../../model/survey.ts';
import { audienceShape, segmentShape, type ViewShape, viewShape } from '../../model/view.ts';
import { type Said, type Saying, say } from '../reading/saying.ts';
import { allOf } from '../reading/suggest.ts';
import { type CustomFields, eventFields } from './event-fields.ts';
import { type FieldGroup, type Fieldset, type FieldValue, isGroup, nodeAt } from './field.ts';
import { viewFields } from './view-fields.ts';

/** All that conditions in one place of a file may ask about. */
export interface Scope {
  readonly fields: Fieldset;
  /** The event whose detail is asked about; without it, the view of what is known. */
  readonly event?: EventType;
  /** The noun whose fields can be named alone: what the event is about. */
  readonly noun?: string;
  /** The fault of a name that this place does not know. */
  unknown(name: string): Saying;
  /** The fault of a condition that asks about nothing in this place. */
  unasked(condition: string): Saying;
  /** The advice on a field that is known in another place, or in none. */
  elsewhere?(path: readonly string[]): Saying | undefined;
  /** The advice on a name that is like none. */
  readonly otherwise?: Saying;
}

/** The shop's own names that conditions may use. */
export interface ShopNames {
  readonly segments: readonly string[];
  readonly surveys?: Surveys;
  readonly custom?: CustomFields;
}

/** What determines the facts that a journey's runs know of. */
export interface RunFacts {
  readonly on?: EventType;
  readonly oncePer: SubjectKind;
  /** True if somebody may let a customer in without an event. */
  readonly byHand?: true;
}

/** The scope of a pattern on an event's detail. @param run the journey, if its `if` may be advised */
export function eventScope(event: EventType, names: ShopNames, run?: RunFacts): Scope {
  const fields = eventFields(event, names.custom);
  const [first = ''] = event.split('.');
  return {
    fields,
    event,
    ...(first !== 'customer' && Object.hasOwn(fields, first) && { noun: first }),
    unknown: (name) => say`${event} carries no "${name}"`,
    unasked: (condition) => say`"${condition}" asks about nothing that ${event} carries`,
    elsewhere(path) {
      const inIf = run && nodeAt(audienceScope(names, run).fields, path);
      if (inIf) return say`write it under "if", which knows more than the event`;
      return isInList(fields, path)
        ? say`a field of your own inside a list is not stored: ask for one beside it`
        : undefined;
    },
    otherwise: say`write a field of docs/events.md, or name your own in statemachines/fields.yaml; it carries ${nounsOf(fields)}`,
  };
}

/** The nouns of an event: "customer, order and shipment". */
function nounsOf(fields: Fieldset): Said {
  const nouns = Object.entries(fields).flatMap(([key, node]) => (isGroup(node) ? [key] : []));
  return allOf(nouns);
}

function isInList(fields: Fieldset, path: readonly string[]): boolean {
  return path.some((_, at) => nodeAt(fields, path.slice(0, at + 1))?.list === true);
}

/** The scope of a step's condition. @param run the journey; without it, everything is known */
export function stepScope(names: ShopNames, run?: RunFacts): Scope {
  return viewScope(viewShape, names, run);
}

/** The scope of a journey's audience. */
export function audienceScope(names: ShopNames, run?: RunFacts): Scope {
  const { messages: _notYet, ...onEvent } = viewShape;
  return viewScope(run && (run.on === undefined || run.byHand) ? audienceShape : onEvent, names, run);
}

/** The scope of a segment. */
export function segmentScope(): Scope {
  return {
    fields: viewFields(segmentShape, []),
    unknown: (name) => say`"${name}" is nothing that a segment knows`,
    unasked: (condition) => say`"${condition}" asks about nothing that a segment knows`,
  };
}

function viewScope(shape: ViewShape, names: ShopNames, run: RunFacts | undefined): Scope {
  const { event: started, ...nouns } = shape;
  const known = Object.entries(nouns).filter(([noun]) => !run || !isNoun(noun) || knownNouns(run).has(noun));
  const event = started === undefined ? undefined : startingEvent(names, run);
  const fields = { ...(event && { event }), ...viewFields(Object.fromEntries(known), names.segments, names.surveys) };
  return {
    fields,
    unknown: (name) => say`"${name}" is nothing that an "if" knows`,
    unasked: (condition) => say`"${condition}" asks about nothing that an "if" knows`,
    elsewhere: ([noun = '']) => adviceOn(noun, fields, run),
  };
}

function adviceOn(noun: string, fields: Fieldset, run: RunFacts | undefined) {
  if (noun === 'event' && run && run.on === undefined) return say`no event starts this journey`;
  if (!run || !Object.hasOwn(viewShape, noun) || Object.hasOwn(fields, noun)) return undefined;
  const nouns = nounsOf(fields);
  return run.on === undefined
    ? say`a journey once per ${run.oncePer} knows ${nouns} here`
    : say`a journey once per ${run.oncePer} on ${run.on} knows ${nouns} here`;
}

function isNoun(part: string): boolean {
  return Object.hasOwn(nounFacts, part);
}

/** The nouns of which a run may know a fact: as `factsAbout` of the policy finds them. */
function knownNouns({ on, oncePer }: RunFacts): ReadonlySet<string> {
  const began = Object.entries(nounFacts).find(([, { fromEvents }]) => on !== undefined && on in fromEvents)?.[0];
  const hasOrder = ['order', 'shipment', 'review', 'survey'].includes(oncePer) || began === 'order';
  const ofOrder = hasOrder ? ['order', 'shipment'] : [];
  return new Set(['survey', oncePer, ...(began === undefined ? [] : [began]), ...ofOrder]);
}

/** The fields of the starting event; of any event, as long as it is not known which. */
function startingEvent({ custom }: ShopNames, run: RunFacts | undefined): FieldGroup | undefined {
  if (run && run.on === undefined) return undefined;
  const events = run?.on ? [run.on] : eventTypes;
  return { below: events.map((event) => eventFields(event, custom)).reduce(together, {}) };
}

function together(one: Fieldset, other: Fieldset): Fieldset {
  const merged: Record<string, FieldValue | FieldGroup> = { ...one };
  for (const [key, node] of Object.entries(other)) {
    const before = merged[key];
    const branches = before && isGroup(before) && isGroup(node);
    merged[key] = branches ? { ...node, below: together(before.below, node.below) } : (before ?? node);
  }
  return merged;
}
