import type { ChannelKind } from '../contract/kind.ts';
import { channelTraits } from '../traits.ts';

export const emailKind: ChannelKind = {
  words: {
    en: { name: 'e-mail', forCustomers: 'e-mails', title: 'E-mail' },
    ja: { name: 'メール', forCustomers: 'メール', title: 'メール' },
  },
  text: 'body',
  bounce: { en: 'hard bounce', ja: 'メールの不達（恒久的なエラー）' },
  gapMinutes: 16 * 60,
  ...channelTraits.email,
  ownList: {
    takeOff: (address) => `aws sesv2 delete-suppressed-destination --email-address ${address}`,
    holdsOptOuts: false,
  },
};
