import { type Limits, once, openClient } from '../../src/aws/clients.ts';
import { type Environment, optionalVariable, requiredVariable } from '../../src/aws/env.ts';
import type { Clients, Sender, Settings } from '../../src/channels/contract/sender.ts';
import { senderKinds } from '../../src/channels/senders.ts';
import { byChannel, type Channel, channels } from '../../src/commerce/customer/channel.ts';
import { accountRates } from '../../src/engine/deliver/account-rate.ts';
import type { RateOf, WarmUps } from '../../src/engine/deliver/gate.ts';
import type { WarmUp } from '../../src/model/warm-up.ts';

/** Messages wait for the answer, and can do without it. */
const briefly: Limits = { connect: 1_000, request: 3_000, attempts: 1 };

const clients: Clients = {
  once: (Kind) => openClient(Kind, once),
  briefly: (Kind) => openClient(Kind, briefly),
};

/** The senders of the channels that the environment configures, and the rate of each channel. */
export function openChannels(env: Environment): {
  readonly senders: Partial<Record<Channel, Sender>>;
  readonly rateOf: RateOf;
  readonly warmUps: WarmUps;
} {
  const settings: Settings = {
    required: (name) => requiredVariable(env, name),
    optional: (name) => optionalVariable(env, name),
  };
  const opened = channels.flatMap((channel) => {
    const sender = senderKinds[channel].open(settings, clients);
    return sender === undefined ? [] : [[channel, sender]];
  });
  const rates = byChannel((channel) => senderKinds[channel].rate(settings, clients));
  return { senders: Object.fromEntries(opened), rateOf: accountRates(rates), warmUps: warmUpsIn(env) };
}

/** The plan of the stage's settings, which were checked when the stack was synthesized. */
function warmUpsIn(env: Environment): WarmUps {
  const plan = optionalVariable(env, 'WARM_UP');
  return plan === undefined ? {} : { email: JSON.parse(plan) as WarmUp };
}
