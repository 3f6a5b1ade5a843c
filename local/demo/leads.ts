import type { DemoCustomer, ToldCustomer } from './customers.ts';
import { type DemoEvent, Diary, hour } from './diary.ts';
import {
  contented,
  disappointed,
  hasNoMail,
  leavesCartByPhone,
  regular,
  saysLittle,
  sendsBack,
  waitsInVain,
  wonBack,
} from './lead-stories.ts';

/** One of the first customers: who they are, and what they do from an hour of the shop's first day on. */
interface Lead extends ToldCustomer {
  readonly story: (diary: Diary, at: number) => void;
  readonly hours: number;
}

const reachable = { agreedTo: ['email'], reachedBy: ['email', 'phone'] } as const;
const unasked = { agreedTo: [], reachedBy: ['email'] } as const;
const byPhone = { agreedTo: ['sms'], reachedBy: ['phone'] } as const;

/**
 * The first customers. The summary tells of the first three; the others see to it that each message is sent in both
 * languages.
 */
export const leads: readonly Lead[] = [
  { country: 'JP', ...reachable, birthday: '--04-18', story: contented, hours: 10 },
  { country: 'GB', ...reachable, story: wonBack, hours: 20 },
  { country: 'JP', ...reachable, story: sendsBack, hours: 13 },
  { country: 'US', ...reachable, story: regular, hours: 24 },
  { country: 'JP', ...reachable, story: waitsInVain, hours: 16 },
  { country: 'US', ...unasked, story: disappointed, hours: 26 },
  { country: 'JP', ...unasked, story: saysLittle, hours: 18 },
  { country: 'JP', ...byPhone, story: hasNoMail, hours: 11 },
  { country: 'GB', ...byPhone, story: leavesCartByPhone, hours: 17 },
];

/**
 * The events of one of the first customers; undefined for all others.
 * @param start of the story, epoch milliseconds
 */
export function leadEvents(customer: DemoCustomer, start: number): readonly DemoEvent[] | undefined {
  const lead = leads[customer.number - 1];
  if (lead === undefined) return undefined;
  const diary = new Diary(customer);
  lead.story(diary, start + lead.hours * hour);
  return diary.events;
}
