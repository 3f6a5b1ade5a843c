import { isPlaceholder } from './id.ts';

/** How a service writes the names of its people. */
interface Service {
  /** Its pages, without `www.` and `m.`. */
  readonly hosts: readonly string[];
  /** The first parts of its addresses that are nobody's page. */
  readonly pages: readonly string[];
  /** The one spelling of a name, of which case and full-width characters are gone; undefined if it is none. */
  readonly spell: (name: string) => string | undefined;
}

const services = {
  instagram: {
    hosts: ['instagram.com', 'instagr.am', 'ig.me'],
    pages: ['p', 'reel', 'reels', 'stories', 'explore', 'accounts', 'direct', 'tv'],
    spell: (name) => (/^(?!\.)(?!.*\.\.)[a-z0-9._]{1,30}(?<!\.)$/.test(name) ? name : undefined),
  },
  x: {
    hosts: ['x.com', 'twitter.com', 'mobile.twitter.com'],
    pages: ['i', 'home', 'search', 'hashtag', 'intent', 'share', 'explore', 'messages'],
    spell: (name) => (/^[a-z0-9_]{1,15}$/.test(name) ? name : undefined),
  },
  facebook: {
    hosts: ['facebook.com', 'fb.com', 'm.me'],
    pages: [
      'groups',
      'pages',
      'events',
      'watch',
      'share',
      'sharer',
      'marketplace',
      'photo',
      'photo.php',
      'profile.php',
    ],
    // Dots do not tell user names apart there.
    spell: (name) =>
      /^[a-z0-9.]{5,80}$/.test(name) ? /^[a-z0-9]{5,50}$/.exec(name.replaceAll('.', ''))?.[0] : undefined,
  },
} as const satisfies Readonly<Record<string, Service>>;

/** A service on which people have a public name. */
export type HandleKind = keyof typeof services;

/** The identities that are public names: anybody knows them, so naming one proves nothing. */
export const handleKinds = Object.keys(services) as HandleKind[]; // the keys of a const object

/**
 * Reads a public name as people write it: with `@`, in capitals or full-width characters, or as the address of their page.
 * Facebook's numeric ids are names too, those of one page's visitors included. Undefined if it is none.
 */
export function normaliseHandle(kind: HandleKind, text: string): string | undefined {
  const { hosts, pages, spell }: Service = services[kind];
  const written = text.normalize('NFKC').trim();
  const name = nameInAddress(written, hosts, pages) ?? written;
  const spelt = spell(name.toLowerCase().replace(/^@/, ''));
  return spelt === undefined || isPlaceholder(spelt) ? undefined : spelt;
}

/** The name in the address of somebody's page; undefined if the text is no address. An address of nobody's page holds no name. */
function nameInAddress(text: string, hosts: readonly string[], pages: readonly string[]): string | undefined {
  const parts = /^(?:https?:\/\/)?([a-z0-9.-]+)\/([^\s]*)$/i.exec(text);
  if (parts === null) return undefined;
  const [, host = '', rest = ''] = parts;
  if (!hosts.includes(host.toLowerCase().replace(/^(?:www|m)\.(?=.*\.)/, ''))) return '';
  const [path = '', query = ''] = rest.split(/[?#]/);
  if (path === 'profile.php') return /(?:^|&)id=(\d+)/.exec(query)?.[1] ?? '';
  const [first = '', second = ''] = path.split('/');
  const name = /^ig\.me$/i.test(host) && first === 'm' ? second : first;
  return pages.includes(name.toLowerCase()) ? '' : name;
}

/** Reads a LINE user id: `U` and 32 hexadecimal digits. Undefined if it is none. */
export function normaliseLineId(text: string): string | undefined {
  const digits = /^u([0-9a-f]{32})$/i.exec(text.normalize('NFKC').trim())?.[1];
  return digits === undefined || /^0+$/.test(digits) ? undefined : `U${digits.toLowerCase()}`;
}
