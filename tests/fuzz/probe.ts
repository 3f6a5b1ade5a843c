import { containsLink } from '../../src/commerce/values/text.ts';
import type { CompiledMessage } from '../../src/model/catalogue.ts';
import type { RenderedMessage } from '../../src/templates/render.ts';

const words = [
  'customer.name',
  'order.number',
  'order.id',
  'order.url',
  'order.total | money',
  'order.dispatchBy | date',
  'shipment.carrier',
  'shipment.trackingNumber',
  'shipment.trackingUrl',
  'shipment.expectedAt | date',
  'product.title',
  'inquiry.id',
  'inquiry.subject',
  'inquiry.answerBy | date',
  'tier.name',
  'referral.friend',
];

const lists = ['cart.lines', 'checkout.lines', 'order.lines', 'browsing.lines'];

const lineTemplate = '={{ line.title }} {{ line.quantity }} {{ line.amount | money }}';
const listTemplate = lists.map((list) => `{% for line in ${list} %}${lineTemplate}\n{% endfor %}`).join('');
const text = `${words.map((word) => `={{ ${word} }}`).join('\n')}\n${listTemplate}`;

/** A message that shows every word of the context. Each line of its text begins with `=`. */
export const probe: CompiledMessage = {
  subject: '={{ customer.name }} {{ order.number }} {{ inquiry.subject }}',
  preheader: '={{ tier.name }}',
  html: text.replaceAll('=', '<p>'),
  text,
  sms: text,
};

/** Lines, links and tags that outside texts have injected into a rendered probe. */
export function injectionsIn({ subject, text: body, html, sms = '' }: RenderedMessage): string[] {
  const lines = [subject, ...body.trimEnd().split(/\r\n?|[\n\u0085\u2028\u2029]/), ...sms.split('\n')];
  const foreign = lines.filter((line) => !line.startsWith('='));
  const linked = lines.filter((line) => !/^=https?:/.test(line) && containsLink(line));
  return [
    ...foreign.map((line) => `a line of its own: ${line.slice(0, 60)}`),
    ...linked.map((line) => `a link: ${line.slice(0, 60)}`),
    ...(/<(?!p>)/.test(html) ? ['a tag'] : []),
  ];
}
