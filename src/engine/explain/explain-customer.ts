import { isAddressKind } from '../../commerce/customer/channel.ts';
import { identityKinds } from '../../commerce/customer/identity.ts';
import { confirmedAfter, tellConsents } from '../../explain/consents.ts';
import { messagesOnCourse } from '../../explain/course.ts';
import { own } from '../../explain/own.ts';
import { speakerOf } from '../../explain/speaker.ts';
import { plannedFor, surroundingsOf, tellEntry } from '../../explain/story.ts';
import { type CustomerRecord, timelineOfRecord } from '../../explain/timeline.ts';
import { titleIn } from '../../explain/titles.ts';
import { storyWords } from '../../explain/words/story.ts';
import { readAddress } from '../../model/customer-request.ts';
import type {
  CustomerExplanation,
  ExplainedCustomer,
  ExplainRequest,
  NobodyFound,
} from '../../model/explain-request.ts';
import type { Profile } from '../../model/profile.ts';
import { namesOf } from '../../policy/customer/names.ts';
import { toIso } from '../../policy/time/timing.ts';
import { zoneOf } from '../../policy/time/zone.ts';
import { masked } from '../../web/mask.ts';
import { consentsOf } from './consents.ts';
import { findCustomer } from './find-customer.ts';
import { outlookOf } from './outlook.ts';
import { asLine, type ExplainPorts, isoOf, versionIn } from './ports.ts';
import { withinAnswer } from './within-answer.ts';

/** A customer with more items than this is explained by the first ones: a query of about two megabytes. */
export const mostItems = 4000;

/** One customer's story over all journeys, and what comes next: one query for each key that they are known by. */
export async function explainCustomer(
  { who, lang }: Extract<ExplainRequest, { do: 'customer' }>,
  ports: ExplainPorts,
): Promise<CustomerExplanation | NobodyFound> {
  const { stores, settings, clock } = ports;
  const key = await findCustomer(who, stores);
  const found = key === undefined ? undefined : await readRecord(key, ports);
  if (found === undefined) return { nobody: true };
  const { record, isCut } = found;
  const zone = zoneOf(record.profile, settings.timeZone);
  const say = speakerOf(lang, zone, ports.settings.topics);
  const intended = (journey: string) => own(ports.journeys, journey)?.whenOver ?? [];
  const course = (journey: string) => own(ports.journeys, journey)?.course;
  const said = await consentsOf(record.profile, stores);
  const around = surroundingsOf(record, {
    say,
    title: titleIn(ports.messages, lang),
    intended,
    course,
    version: versionIn(ports),
    knowsAll: !isCut,
    confirmedAfter: (at) => confirmedAfter(said, at),
  });
  const planned = plannedFor(record, around, await outlookOf(record, ports));
  const words = storyWords[lang];
  const told = timelineOfRecord(record, stepsIn(ports)).map((entry) => tellEntry(entry, around));
  const all = [...tellConsents(said, say), ...told].toSorted((one, other) => one.at - other.at);
  const lines = all.map((line) => asLine(line, zone, lang));
  const { erased } = record.profile;
  const shown = withinAnswer(lines);
  const isShort = isCut || shown.length < lines.length;
  return {
    customer: introduce(record.profile, who, zone),
    asOf: toIso(clock()),
    ...(erased && { erasedAt: isoOf(erased.at) }),
    heads: {
      asOf: words.asOf(say.moment(clock())),
      next: words.next.head,
      nothing: words.next.nothing,
      cut: words.cut,
      ...(erased && { erased: words.erased(say.moment(erased.at)) }),
    },
    lines: shown,
    planned: planned.map(({ at, sentences }) => ({
      ...(at !== undefined && { at: isoOf(at), moment: say.moment(at) }),
      sentences,
    })),
    isCut: isShort,
  };
}

async function readRecord(
  key: string,
  { stores }: ExplainPorts,
): Promise<{ readonly record: CustomerRecord; readonly isCut: boolean } | undefined> {
  const standing = await stores.customers.standing(key);
  const own = standing === undefined ? undefined : await stores.customers.everything(standing, mostItems);
  if (own?.profile === undefined) return undefined;
  const others = namesOf(own.profile).slice(1);
  const joined = await Promise.all(others.map((name) => stores.customers.everything(name, mostItems)));
  const all = [own, ...joined];
  const record: CustomerRecord = {
    profile: own.profile,
    facts: unique(
      all.flatMap(({ facts }) => facts),
      ({ kind, id }) => `${kind} ${id}`,
    ),
    runs: unique(
      all.flatMap(({ runs }) => runs.filter(({ movedTo }) => movedTo === undefined)),
      ({ id }) => id,
    ),
    messages: all.flatMap(({ messages }) => messages),
    conversions: own.conversions,
    refusals: all.flatMap(({ refusals }) => refusals),
  };
  return { record, isCut: all.some(({ isCut }) => isCut) };
}

/** The first of each name: what is read by decisions comes before what is put aside. */
function unique<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
  return [...new Map(all.toReversed().map((one) => [nameOf(one), one])).values()].reverse();
}

function stepsIn({ journeys }: Pick<ExplainPorts, 'journeys'>) {
  return (journey: string, step: string) => {
    const { course, whenOver = [] } = own(journeys, journey) ?? {};
    const place = (course ? messagesOnCourse(course) : whenOver).findIndex(({ id }) => id === step);
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  };
}

function introduce({ customer, name, identities }: Profile, who: string, timeZone: string): ExplainedCustomer {
  const asked = readAddress(who.trim())?.value;
  const addresses = identityKinds.filter(isAddressKind).flatMap((kind) => {
    const value = identities[kind];
    if (value === undefined) return [];
    return [readAddress(value)?.value === asked && asked !== undefined ? value : masked(value)];
  });
  const { id } = identities;
  return { key: customer, ...(id !== undefined && { id }), ...(name !== undefined && { name }), addresses, timeZone };
}
