import type { Outgoing } from '../../channels/contract/sender.ts';
import { addressKindOf } from '../../commerce/customer/channel.ts';
import { normalise } from '../../commerce/customer/identity.ts';
import type { SubjectFacts } from '../../commerce/nouns.ts';
import { day } from '../../commerce/values/time-units.ts';
import { type ConfirmClaim, confirmLink } from '../../links/confirm.ts';
import { preferencesLink } from '../../links/preferences.ts';
import { type SurveyClaim, surveyLink } from '../../links/survey.ts';
import { unsubscribeLink } from '../../links/unsubscribe.ts';
import type { Coupon } from '../../model/coupon.ts';
import { confirmationJourney } from '../../model/journey.ts';
import { confirmableDays } from '../../policy/customer/double-opt-in.ts';
import { shownInMarketing, trustedProfile } from '../../policy/customer/profile.ts';
import { viewsFor } from '../../policy/customer/recipient.ts';
import { localeOf } from '../../policy/customer/wishes.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import { goesUntil } from '../../policy/delivery/hold.ts';
import { factsAbout, orderOf } from '../../policy/past/subject.ts';
import { messageContext } from '../../templates/context.ts';
import { chooseLocale, localized } from '../../templates/locale.ts';
import { couponFor } from './coupon.ts';
import type { DeliverPorts, Delivery } from './delivery.ts';

const longestLifetimeSeconds = 72 * 3600;

/** The message as it will be sent, rendered in the customer's language. */
export function compose(
  delivery: Delivery,
  { channel, address }: Extract<Decision, { do: 'send' }>,
  ports: DeliverPorts,
): { readonly message: Outgoing; readonly locale: string; readonly coupon?: Coupon } {
  const { input, history, key, message: name, zone } = delivery;
  const { settings, render, keys, linksUrl } = ports;
  const { purpose, id: step, variants } = input.step;
  const locale = chooseLocale(localeOf(history.profile), settings.locales);
  const marketing = purpose === 'marketing';
  const kind = addressKindOf[channel];
  const claim = { customer: input.customer, channel, locale, address: keys.hash(kind, normalise(kind, address)) };
  const unsubscribe = marketing ? unsubscribeLink(claim, keys, linksUrl) : undefined;
  const coupon = couponFor(delivery, keys);
  const about = aboutRun(delivery);
  const survey = surveyOf(input.step, settings);
  const context = messageContext({
    profile: marketing ? shownInMarketing(history.profile) : trustedProfile(history.profile),
    subjectFacts: { ...about.facts, browsing: viewsFor(address, about.facts.browsing) },
    settings,
    locale,
    zone,
    links: {
      ...(unsubscribe && { unsubscribe }),
      ...confirmation(delivery, claim, ports),
      preferences: preferencesLink({ ...claim, issuedAt: delivery.now }, keys, linksUrl),
      // Few messages ask how it was: the link is signed where a template shows it.
      get survey() {
        return surveyLink(surveyClaim(delivery, about, locale), keys, linksUrl);
      },
    },
    ...(coupon && { coupon }),
    ...(survey && { survey }),
  });
  const rendered = render(input.journey, name, locale, context);
  const origin = { customer: input.customer, message: key, journey: input.journey, step, run: input.run, purpose };
  const tags = { ...origin, ...(variants && { variant: name }) };
  const lifetimeSeconds = lifetimeOf(delivery, { channel, address }, ports);
  const senderName = localized(settings.brand.name, locale);
  return {
    locale,
    ...(coupon && { coupon }),
    message: { ...rendered, address, senderName, purpose, tags, lifetimeSeconds, ...(unsubscribe && { unsubscribe }) },
  };
}

/** The link of the one journey that asks to confirm: any other message has none. */
function confirmation(
  { rules, now }: Delivery,
  claim: Omit<ConfirmClaim, 'until'>,
  { keys, linksUrl }: DeliverPorts,
): { readonly confirm?: string } {
  if (rules.journey !== confirmationJourney) return {};
  return { confirm: confirmLink({ ...claim, until: now + confirmableDays * day }, keys, linksUrl) };
}

/** For how long a carrier may go on trying: a text must not come at night, nor when it is of no use any more. */
function lifetimeOf(
  delivery: Delivery,
  to: Pick<Extract<Decision, { do: 'send' }>, 'channel' | 'address'>,
  { settings }: DeliverPorts,
): number {
  const { now, input } = delivery;
  const { step } = input;
  if (step.purpose === 'transactional' && step.usefulUntil === undefined) return longestLifetimeSeconds;
  const until = goesUntil({ ...delivery, ...to, step, settings });
  return Math.min(longestLifetimeSeconds, Math.max(1, Math.floor((until - now) / 1000)));
}

/** The question that the message may ask: one a run, about the run's order if it has one. */
function surveyClaim({ input, now }: Delivery, { order }: About, locale: string): SurveyClaim {
  const { customer, run, step } = input;
  const { survey: name } = step;
  const asked = { ...(name !== undefined && { name }), ...(order !== undefined && { order }) };
  return { customer, survey: run, locale, ...asked, issuedAt: now };
}

/** The survey that the message asks, if the shop still has it. */
function surveyOf({ survey }: Delivery['input']['step'], { surveys }: DeliverPorts['settings']) {
  return survey !== undefined && Object.hasOwn(surveys, survey) ? surveys[survey] : undefined;
}

/** The run's subject for a template: the facts about it, and the order's id, even when its fact is unknown. */
interface About {
  readonly facts: SubjectFacts;
  readonly order?: string | undefined;
}

function aboutRun({ history, run: stored }: Delivery): About {
  const run = stored?.value;
  const { facts } = history;
  return run === undefined ? { facts: {} } : { facts: factsAbout(run, facts), order: orderOf(run, facts) };
}
