import type { Outgoing } from '../../src/channels/channel.ts';
import type { Coupon } from '../../src/contracts/coupon.ts';
import type { Fact } from '../../src/contracts/fact.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import type { Decision } from '../../src/policy/decide.ts';
import { orderOf } from '../../src/policy/decide.ts';
import { secondsUntilQuiet } from '../../src/policy/timing.ts';
import { messageContext } from '../../src/templates/context.ts';
import { chooseLocale, localized } from '../../src/templates/locale.ts';
import { couponFor } from './coupon.ts';
import type { DeliverDependencies, Delivery } from './deliver-message.ts';

const longestLifetimeSeconds = 72 * 3600;

/** The message as it will be sent, rendered in the customer's language. */
export function compose(
  delivery: Delivery,
  { channel, address }: Extract<Decision, { do: 'send' }>,
  dependencies: DeliverDependencies,
): { readonly message: Outgoing; readonly locale: string; readonly coupon?: Coupon } {
  const { input, history, key, now, zone } = delivery;
  const { settings, render, keys, linksUrl } = dependencies;
  const { purpose, message: name, id: step } = input.step;
  const locale = chooseLocale(history.profile.value.locale, settings.locales);
  const marketing = purpose === 'marketing';
  const unsubscribe = marketing
    ? unsubscribeLink({ customer: history.customer, channel, locale }, keys, linksUrl)
    : undefined;
  const coupon = couponFor(delivery, keys);
  const context = messageContext({
    profile: history.profile.value,
    subjectFacts: subjectFacts(delivery),
    settings,
    locale,
    zone,
    links: { unsubscribe },
    ...(coupon && { coupon }),
  });
  const rendered = render(input.journey, name, locale, context);
  const tags = { customer: history.customer, message: key, journey: input.journey, step, run: input.run, purpose };
  const lifetimeSeconds = marketing ? secondsUntilQuiet(now, settings, zone) : longestLifetimeSeconds;
  const senderName = localized(settings.brand.name, locale);
  return {
    locale,
    ...(coupon && { coupon }),
    message: { ...rendered, address, senderName, purpose, tags, lifetimeSeconds, ...(unsubscribe && { unsubscribe }) },
  };
}

type SubjectFacts = { [K in Fact['kind']]?: Extract<Fact, { kind: K }> };

/** The facts a template may speak of: the run's subject, what began it, and the order and parcel that belong to it. */
function subjectFacts({ history, input }: Delivery): SubjectFacts {
  const facts = history.facts.map(({ value }) => value);
  const run = history.runs.find(({ value }) => value.id === input.run)?.value;
  if (run === undefined) return {};
  const order = orderOf(run, facts);
  const named = (fact: Fact, of: Partial<Pick<Fact, 'kind' | 'id'>> = {}) => fact.kind === of.kind && fact.id === of.id;
  const related = (fact: Fact) =>
    (fact.kind === 'order' && fact.id === order) || (fact.kind === 'shipment' && fact.order === order);
  // The subject comes last and stays: an order may have parcels beside the one that the run is about.
  const mine = [
    ...facts.filter(related),
    ...facts.filter((fact) => named(fact, run.about)),
    ...facts.filter(({ kind, id }) => kind === run.subject.kind && id === run.subject.id),
  ];
  return Object.fromEntries(mine.map((fact) => [fact.kind, fact]));
}
