import { channelsWithOwnText } from '../../channels/kinds.ts';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { own } from '../../explain/own.ts';
import type { Outlook } from '../../explain/story.ts';
import type { CustomerRecord } from '../../explain/timeline.ts';
import type { MessageTemplates } from '../../model/catalogue.ts';
import type { Profile } from '../../model/profile.ts';
import type { Purpose } from '../../model/purpose.ts';
import { pauseEnd } from '../../policy/customer/preferences.ts';
import { customerPauseBasis, unreachedBasis } from '../../policy/delivery/basis.ts';
import { type AskedTopic, type Doors, ineligibleBecause } from '../../policy/delivery/eligibility.ts';
import { doorsOf } from '../doors.ts';
import type { ExplainPorts } from './ports.ts';

/** The doors of so many runs are looked at; a customer has a handful under way. */
const mostRuns = 40;

/**
 * Says of messages to come why they would not be sent as things stand. Of a step only its texts are known here, neither its
 * topic nor its channels: so it says so only where no channel of the texts reaches the customer under any topic of the shop.
 */
export async function outlookOf(record: CustomerRecord, ports: ExplainPorts): Promise<Outlook> {
  const { profile, facts, runs, messages } = record;
  const waiting = messages.filter(({ outcome }) => outcome === 'held').map(({ run }) => run);
  const open = runs.filter(({ id, next, ended }) => waiting.includes(id) || (next !== undefined && !ended));
  const doors = new Map<string, Doors>();
  for (const run of open.slice(0, mostRuns)) {
    doors.set(run.id, await doorsOf(run, { profile, facts }, channels, ports.stores));
  }
  const topics = Object.entries(ports.settings.topics).map(([name, { ask }]) => ({ name, ...(ask && { ask }) }));
  return ({ id, journey, message, purpose, at }) => {
    const opened = doors.get(id);
    const templates = message === undefined ? undefined : own(own(ports.messages, journey), message);
    return opened && closedBecause({ profile, doors: opened, topics, ways: waysOf(templates), purpose, at });
  };
}

/** The channels that the message may have: all that it has texts for. All channels where it is not known. */
function waysOf(templates: MessageTemplates | undefined): readonly Channel[] {
  if (templates === undefined) return channels;
  const locales = Object.values(templates.locales);
  return channels.filter(
    (channel) => !channelsWithOwnText.includes(channel) || locales.some((locale) => locale[channel] !== undefined),
  );
}

interface Ahead {
  readonly profile: Profile;
  readonly doors: Doors;
  readonly topics: readonly AskedTopic[];
  readonly ways: readonly Channel[];
  readonly purpose: Purpose;
  /** When it is due; epoch milliseconds. */
  readonly at: number;
}

function closedBecause({ profile, doors, topics, ways, purpose, at }: Ahead): ReturnType<Outlook> {
  const obstacle = (channel: Channel, topic?: AskedTopic) =>
    ineligibleBecause(profile, doors[channel], channel, { purpose, ...(topic && { topic }) }, channels);
  const open = ways.filter((channel) => [undefined, ...topics].some((topic) => obstacle(channel, topic) === undefined));
  const [first] = ways;
  if (open.length === 0) {
    const reason = first && obstacle(first);
    if (reason === undefined) return undefined;
    const unreached = { step: { channels: ways, purpose }, profile, doors, configured: channels };
    return { reason, basis: unreachedBasis({ obstacle: reason }, unreached, { purpose }) };
  }
  if (purpose !== 'marketing') return undefined;
  const pauses = open.map((channel) => pauseEnd(doors[channel]?.known ?? { words: {}, claims: {} }, at));
  const ends = pauses.filter((end) => end !== undefined);
  if (ends.length < open.length) return undefined;
  return { reason: 'customer-paused', basis: customerPauseBasis(Math.min(...ends)) };
}
