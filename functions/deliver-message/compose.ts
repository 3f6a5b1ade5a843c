import type { Outgoing } from '../../src/channels/channel.ts';
import type { Coupon } from '../../src/contracts/coupon.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import type { Decision } from '../../src/policy/decide.ts';
import { factsAbout, type SubjectFacts } from '../../src/policy/subject.ts';
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
  const { input, history, key, message: name, now, zone } = delivery;
  const { settings, render, keys, linksUrl } = dependencies;
  const { purpose, id: step, variants } = input.step;
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
  const told = { customer: history.customer, message: key, journey: input.journey, step, run: input.run, purpose };
  const tags = { ...told, ...(variants && { variant: name }) };
  const lifetimeSeconds = marketing ? secondsUntilQuiet(now, settings, zone) : longestLifetimeSeconds;
  const senderName = localized(settings.brand.name, locale);
  return {
    locale,
    ...(coupon && { coupon }),
    message: { ...rendered, address, senderName, purpose, tags, lifetimeSeconds, ...(unsubscribe && { unsubscribe }) },
  };
}

/** The facts a template may speak of: the run's subject, what began it, and the order and parcel that belong to it. */
function subjectFacts({ history, input }: Delivery): SubjectFacts {
  const run = history.runs.find(({ value }) => value.id === input.run)?.value;
  const facts = history.facts.map(({ value }) => value);
  return run === undefined ? {} : factsAbout(run, facts);
}
