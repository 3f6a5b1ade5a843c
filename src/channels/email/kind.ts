import type { ChannelKind } from '../contract/kind.ts';
import { emailPrices } from '../prices.ts';

export const emailKind: ChannelKind = {
  words: {
    en: { name: 'e-mail', forCustomers: 'e-mails', title: 'E-mail' },
    ja: { name: 'メール', forCustomers: 'メール', title: 'メール' },
  },
  text: 'body',
  bounce: 'hard bounce',
  gapMinutes: 16 * 60,
  seenWithinMinutes: 6 * 60,
  prices: emailPrices,
  ownList: {
    takeOff: (address) => `aws sesv2 delete-suppressed-destination --email-address ${address}`,
    holdsOptOuts: false,
  },
};
