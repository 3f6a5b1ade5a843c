import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { keptOnOwnList } from '../../model/outcome.ts';
import { placeOfRule } from '../names/places.ts';
import { own } from '../own.ts';
import { hasStopped, type Known, keyOf, type ReasonTable, settingOf } from '../reason-words.ts';
import {
  bracketed,
  englishAddresses,
  englishChannels,
  englishConsent,
  englishStart,
  englishStop,
  englishSuppression,
} from './closed.en.ts';
import { englishDayBeside, englishRule } from './hour-rules.ts';

/** Why a message was not sent, in English. */
export const english: ReasonTable = {
  'quiet-hours': {
    short: 'quiet hours',
    why: ({ basis, at, say, ...known }) => {
      const [from, to] = settingOf({ basis, at, say, ...known }).split('–');
      const clock = basis.zone === undefined ? '' : ` (${say.clock(basis.zone)})`;
      if (basis.setting !== undefined && basis.setting.name !== 'quiet hours') {
        return `It was ${say.hour(at, basis.zone)} on the customer’s clock${clock}, and ${englishRule(basis.setting)} no message then.${englishDayBeside(basis)}`;
      }
      const hours = to === undefined ? '' : ` from ${from} to ${to}`;
      return `It was ${say.hour(at, basis.zone)} on the customer’s clock${clock}, and no advertising is sent in the quiet hours${hours}.${englishDayBeside(basis)}`;
    },
    change: ({ basis: { setting, also = [] } }) =>
      placeOfRule(setting?.name) === undefined
        ? `${setting?.name.startsWith('hours.') ? 'Longer “hours”' : 'Shorter “quiet hours”'} in store.yaml would let it go earlier${also.length > 0 ? ', but not on that day' : ''}.`
        : 'Nobody in the shop can change that: the rule is not the shop’s own.',
  },
  'daily-cap': {
    short: 'daily limit reached',
    why: (known) =>
      `One person gets at most ${limit(known)}. ${known.rival === undefined ? 'Another message' : capital(known.rival)} had that place.`,
    change: (known) =>
      `A higher “${keyOf(known, 'per day')}” under “caps” in store.yaml would leave room for it${alsoFull(known)}.`,
  },
  'weekly-cap': {
    short: 'weekly limit reached',
    why: capped,
    change: (known) =>
      `A higher “${keyOf(known, 'per week')}” under “caps” in store.yaml would leave room for it${alsoFull(known)}.`,
  },
  'monthly-cap': {
    short: 'monthly limit reached',
    why: capped,
    change: (known) =>
      `A higher “${keyOf(known, 'per month')}” under “caps” in store.yaml would leave room for it${alsoFull(known)}.`,
  },
  'too-soon': {
    short: 'too soon after the last message',
    why: capped,
    change: (known) => `A shorter time under “gaps” in store.yaml would leave room for it${alsoFull(known)}.`,
  },
  'less-often': {
    short: 'the customer wants to hear less often',
    why: (known) => `The customer asked for fewer messages: at most ${limit(known)} to this address. ${taken(known)}`,
    change: () => 'Only the customer can change that, on the preference page.',
  },
  'no-sending-day': {
    short: 'no sending on this day',
    why: ({ basis: { setting } }) =>
      setting?.value === undefined
        ? 'No advertising is sent on that day.'
        : placeOfRule(setting.name) === undefined
          ? `The shop sends no advertising on that day (${setting.value}).`
          : `No advertising is sent on that day: ${englishRule(setting)} none then.`,
    change: () => '“hours” in store.yaml and the rules of the customer’s country set those days.',
  },
  'no-longer-useful': {
    short: 'no longer useful',
    why: ({ basis: { since }, detail, say }) => {
      const held = detail === undefined ? undefined : own(english, detail)?.short;
      const until = since === undefined ? '' : ` after ${say.moment(since)}`;
      return `The message would have been of no use${until}, and could not go before${held === undefined ? '' : `: ${held}`}.`;
    },
    change: () => '“useful until” at its step in the journey sets that time.',
  },
  removed: {
    short: 'removed by the shop',
    why: () => 'The message was held, and meanwhile the shop removed it, or its journey.',
    change: () => 'Before a journey is removed, “npm run sending -- resume” lets go what a pause holds.',
  },
  'too-many-replies': {
    short: 'too many answers to texts',
    why: () =>
      'So many texts had been answered within a day that this answer was not sent: forged senders would cost the shop one each.',
    change: () =>
      'The inquiry itself was taken, and the staff can answer it. “sms replies per day” under “caps” sets the limit.',
  },
  'topic-off': {
    short: 'the customer has switched this topic off',
    why: (known) => {
      const { setting, word } = known.basis;
      const topic =
        setting?.value === undefined
          ? 'messages of this topic'
          : known.say.quoted(known.say.topic(String(setting.value)));
      const since = word === undefined ? '' : ` on ${known.say.moment(word.at)}`;
      return `The customer ${word === undefined ? 'has switched' : 'switched'} off ${topic}${since}.${others(known, 'topic-off')}`;
    },
    change: () => 'Only the customer can change that, on the preference page.',
  },
  'customer-paused': {
    short: 'the customer has paused marketing',
    why: ({ basis: { since }, say }) =>
      `The customer has paused advertising ${since === undefined ? 'for a while' : `until ${say.moment(since)}`}.`,
    change: () => 'It ends by itself, or when the customer ends it on the preference page.',
  },
  'higher-priority': {
    short: 'made way for a more important message',
    why: (known) =>
      `One person gets at most ${limit(known)}, and this message made way for a more important one: ${known.rival?.replace(/,$/, '') ?? 'its name was not recorded'}.`,
    change: () => 'A higher “priority” in its journey would put this message first.',
  },
  'earlier-first': {
    short: 'waits for the message before it',
    why: ({ rival }) =>
      `The message before it in the same journey goes first${rival === undefined ? '' : `: ${rival.replace(/,$/, '')}`}. This one waits for it, so that they come in order.`,
  },
  'still-active': {
    short: 'the customer was still shopping',
    why: ({ basis: { event }, say }) =>
      `The customer was still shopping: ${event ? `${say.event(event.on)} on ${say.moment(event.at)}` : 'something changed just before'}. The message waits until nothing has changed for as long as the journey’s first wait lasts.`,
  },
  'open-complaint': {
    short: 'a complaint is open',
    why: ({ basis: { event }, say }) =>
      `The customer was not satisfied with this order${event ? ` (answer of ${say.moment(event.at)})` : ''}. Nobody is asked for a review while that is open.`,
    change: () =>
      'The message may go once the inquiry is closed or the refund is settled, and in any case two weeks after the answer.',
  },
  'warming-up': {
    short: 'the sender is being warmed up',
    why: ({ basis: { setting } }) =>
      `The shop’s sender is new, and sends a few more e-mails every day, so that mailbox providers learn to trust it${setting?.value === undefined ? '' : `: at most ${setting.value} that day`}.`,
    change: () => 'The limit grows daily, and ends by itself; “email.warmUp” in infra/settings.ts sets how fast.',
  },
  'no-reports': {
    short: 'reports are late or missing',
    why: ({ basis: { since }, say }) =>
      `Nobody knows whether the first attempt arrived: reports on what the shop sent by that channel at about the same time are late or missing${since === undefined ? '' : ` (the newest that are here are on what was sent at about ${say.moment(since)})`}. This may concern every customer.`,
    change: () =>
      'It goes once reports on what was sent just before and just after the first attempt are here, unless they show that it arrived. Where those are lost, it never goes. “stale after” in store.yaml limits the wait.',
  },
  busy: {
    short: 'too much at once: waits for its turn',
    why: ({ detail }) =>
      detail === undefined
        ? 'Many messages were due at once, and this one waits for its turn.'
        : `The sending service was too busy to take the message (${detail}).`,
    change: ({ detail }) =>
      detail === undefined ? 'A higher sending rate of the account would shorten the line.' : undefined,
  },
  paused: {
    short: 'paused by the shop',
    why: ({ basis: { setting, since }, say }) =>
      `The shop has paused ${pausedName(setting?.value, say)}${since === undefined ? '' : ` since ${say.moment(since)}`}.`,
    change: () => 'The message goes soon after the shop resumes it (“npm run sending”).',
  },
  'sending-stopped': {
    short: 'sending is stopped for the account',
    why: ({ detail }) =>
      `The shop’s account may not send at the moment${bracketed(detail)}. This concerns every customer.`,
    change: () => 'The message goes once the account may send again.',
  },
  'run-ended': { short: 'no longer needed', why: ended },
  superseded: {
    short: 'a newer run took its place',
    why: ({ basis: { rivals, since }, say }) => {
      const [next] = rivals ?? [];
      if (next)
        return `The same journey began again for this customer on ${say.moment(next.at)}; this message belonged to the run before.`;
      if (since !== undefined)
        return `The journey runs once a year for each customer, and had already begun on ${say.moment(since)}.`;
      return 'A newer run of the same journey took the place of the run that this message belonged to.';
    },
  },
  'test-event': {
    short: 'test event',
    why: () => 'A test event of the shop started the journey, and nothing is sent for tests.',
  },
  stale: {
    short: 'too late',
    why: ({ basis: { since, setting }, due, detail, say }) => {
      const most = typeof setting?.value === 'number' ? ` by more than ${say.duration(setting.value)}` : '';
      const cause =
        detail === 'busy'
          ? ' The sending service had been too busy until then.'
          : detail === 'sending-stopped'
            ? ' The shop’s account could not send until then.'
            : detail === 'no-reports'
              ? ' Until then no reports showed whether the first attempt had arrived.'
              : '';
      return `It was due on ${say.moment(since ?? due)} and would have come too late: a message that is late${most} is not sent any more.${cause}`;
    },
    change: () => '“stale after” in store.yaml sets how late a message may be.',
  },
  'no-longer-matches': {
    short: 'no longer matches the journey',
    why: ({ basis: { setting } }) =>
      setting?.name === 'starts.where'
        ? 'What the journey asks about the thing that started it (“where”) no longer applied.'
        : setting?.name === 'starts.if'
          ? 'The customer no longer belonged to the audience of the journey (its “if”).'
          : 'The conditions of the journey no longer applied.',
  },
  condition: {
    short: 'its condition does not hold',
    why: () =>
      'The journey sends this message under a condition (“if” at its step), which did not apply when the message was due.',
  },
  'not-delivered': {
    short: 'not all parcels have arrived',
    why: () => 'The message speaks of a delivered order, and not every parcel of the order was reported as delivered.',
    change: () => 'The store has to report every parcel of the order as delivered (shipment.delivered).',
  },
  refund: {
    short: 'refund open',
    why: () => 'The order was cancelled or paid back, or a refund of it is open: nobody is asked to review it.',
  },
  'already-reviewed': {
    short: 'already reviewed',
    why: () => 'The customer has already reviewed the order: nobody is asked twice.',
  },
  'recent-coupon': {
    short: 'had a coupon lately',
    why: ({ basis: { since }, say }) =>
      `The journey had given the customer a coupon for another cart${since === undefined ? '' : ` on ${say.moment(since)}`}, and gives no second one so soon.`,
    change: () => 'How soon is set by “again after” in journey.yaml.',
  },
  'no-address': {
    short: 'no address',
    why: (known) =>
      `The shop knows no ${englishAddresses(known)} of this customer for the message.${others(known, 'no-address')}`,
    change: ({ basis: { channels } }) =>
      `An event of the store that names the address is enough.${hasStopped(channels) ? ' Texts go again once the customer texts START to the number of the shop.' : ''}`,
  },
  'no-consent': {
    short: 'no consent',
    why: (known) => `${englishConsent(known)}${others(known, 'no-consent')}`,
    change: () => 'Only the customer can change that, by agreeing to advertising.',
  },
  unconfirmed: {
    short: 'waits for confirmation',
    why: (known) => {
      const { basis, confirmed, isAhead, say } = known;
      const agreed = basis.since === undefined ? 'agreed' : `agreed on ${say.moment(basis.since)}`;
      if (confirmed !== undefined)
        return `The customer ${agreed}, and confirmed it only on ${say.moment(confirmed)}: a message that was due before does not follow.${others(known, 'unconfirmed')}`;
      const not = isAhead ? 'has not confirmed it' : 'had not confirmed it by then';
      return `The customer ${agreed}, but ${not}: no advertising goes before they press the button behind the link in the confirmation mail.${others(known, 'unconfirmed')}`;
    },
    change: ({ confirmed, isAhead }) =>
      confirmed !== undefined
        ? undefined
        : `${isAhead ? 'Only the customer can change that, by confirming.' : 'Once the customer confirms, later messages go; this one does not follow.'} A new sign-up leads to a new mail: one a day at most, and three a year.`,
  },
  'nothing-to-confirm': {
    short: 'nothing to confirm',
    why: () =>
      'Nothing was left to confirm: the customer had confirmed, had unsubscribed, or had taken another address.',
    change: () => 'A new sign-up leads to a new mail: one a day at most, and three a year.',
  },
  suppressed: {
    short: 'address bounced or complained before',
    why: (known) => `${englishSuppression(known)}${others(known, 'suppressed')}`,
    change: ({ basis: { word, since }, detail, at, say }) => {
      if (detail === keptOnOwnList)
        return `From ${say.moment(since ?? at)} on at the latest, AWS takes the number off its list when it is asked again: by another START from the customer, or by support (“npm run customer -- reopen”).`;
      return word?.source === 'carrier opt-out list'
        ? englishStart
        : 'Support can reopen an address that works again (“npm run customer -- reopen”).';
    },
  },
  stopped: {
    short: 'the owner of the number answered STOP',
    why: (known) => `${englishStop(known)}${others(known, 'stopped')}`,
    change: () => englishStart,
  },
  'channel-not-configured': {
    short: 'channel not configured',
    why: (known) =>
      `The shop has not set up ${englishChannels(known, 'channel-not-configured') ?? 'the channel of this message'}.${others(known, 'channel-not-configured')}`,
    change: () => 'The channel has to be set up for this stage (infra/settings.ts).',
  },
  'too-expensive': {
    short: 'too expensive',
    why: (known) =>
      `Only ${englishChannels(known, 'too-expensive') ?? 'a channel'} would have reached the customer, and one part costs ${known.basis.price === undefined ? 'more there' : `${known.basis.price} USD there, more`} than the shop pays (at most ${settingOf(known)}).`,
    change: ({ basis: { setting } }) =>
      `A higher ${setting === undefined ? '“at most” under “channels”' : `“${setting.name}”`} in store.yaml would let it go.`,
  },
  'already-delivered': {
    short: 'arrived in the first attempt',
    why: () => 'A second attempt by another channel was waiting, and then the first one turned out to have arrived.',
  },
  rejected: {
    short: 'rejected by the provider',
    why: ({ detail }) => `The sending service refused this one message${bracketed(detail)}.`,
  },
  failed: {
    short: 'could not be delivered',
    why: ({ detail }) => `The message went out, and the carrier could not deliver it${bracketed(detail)}.`,
  },
  'hold-out': {
    short: 'kept back for comparison',
    why: () =>
      'The message was kept back on purpose: a share of the customers does not get it, so that its effect can be measured.',
  },
  'no-answer': {
    short: 'no answer was recorded',
    why: () =>
      'It may or may not have arrived: the sending service never answered. It is not sent again, so that nobody gets it twice.',
  },
};

/** The other limits that were full: each has to leave room. */
function alsoFull({ basis: { also = [] }, say }: Known): string {
  if (also.length === 0) return '';
  return `, once there is room under these as well: ${say.list(also.map(({ name, value }) => `“${name.replace(/^caps\./, '')}” (${value ?? '?'})`))}`;
}

/** What a cap or a gap lets through, by its setting: `1 advertising message a day`. */
function limit({ basis: { setting }, say }: Known): string {
  const { name = '', value = 1 } = setting ?? {};
  const way = own(channelKinds, name.replace('gaps.', ''));
  if (name.startsWith('gaps.'))
    return `one advertising message ${way === undefined ? '' : `by ${way.words.en.name} `}within ${value}`;
  const most = typeof value === 'number' ? value : 1;
  const span = /per (day|week|month)$/.exec(name)?.[1] ?? (name === 'less often' ? 'week' : 'day');
  return `${say.number(most)} advertising ${most === 1 ? 'message' : 'messages'} a ${span}`;
}

function capped(known: Known): string {
  return `One person gets at most ${limit(known)}. ${taken(known)}`;
}

function taken({ rival }: Known): string {
  return `${rival === undefined ? 'Another message' : capital(rival)} had that place.`;
}

/** What is paused, by its scope. */
function pausedName(scope: string | number | undefined, say: Known['say']): string {
  const [kind, name = ''] = String(scope ?? 'all').split('#');
  if (kind === 'journey') return `the journey ${say.quoted(say.journey(name))}`;
  if (kind === 'topic') return `the topic ${say.quoted(say.topic(name))}`;
  return kind === 'channel' ? `all messages by ${say.channel(name as Channel)}` : 'all messages'; // a scope names a channel
}

function ended({ basis: { end, event, since }, detail = '', at, say }: Known): string {
  if (end === 'left') return `The journey had ended on ${say.moment(since ?? at)}: ${detail.replace(/[.。]$/, '')}.`;
  if (end === 'completed') return 'The journey was already complete.';
  if (end === 'stopped' || end === 'refused')
    return `The journey had ended on ${say.moment(since ?? at)}: ${own(stops, detail) ?? detail}.`;
  const on = event?.on ?? detail;
  return on === ''
    ? 'It was no longer needed.'
    : `It was no longer needed: ${say.event(on)}${event ? ` on ${say.moment(event.at)}` : ''}.`;
}

const stops: Readonly<Record<string, string>> = {
  'test-event': 'a test event had started it',
  stale: 'the event that started it came too late',
  'already-ended': 'a later event had already made it needless',
  'not-delivered': 'another parcel of the order was still under way',
  'too-far-ahead': 'its next step was more than a year ahead',
};

/** The obstacles of the step's other channels. */
function others({ basis: { channels = {} }, say }: Known, obstacle: string): string {
  const rest = Object.entries(channels).filter(([, reason]) => reason !== obstacle);
  if (rest.length === 0) return '';
  const each = rest.map(
    ([channel, reason]) => `${say.channel(channel as keyof typeof channels)}: ${own(english, reason)?.short ?? reason}`,
  ); // its keys are channels
  return ` The other way was closed as well (${say.list(each)}).`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
