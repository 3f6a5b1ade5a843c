import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/*
 * Makes support.json from the data of caniemail.com: for each feature of HTML and CSS, whether each client knows it.
 * Usage: node build/mail-clients/distil.ts FILE, with https://www.caniemail.com/api/data.json as the file.
 */

/** The clients whose data is kept: family and platform, as caniemail names them. */
const clients = [
  'gmail/desktop-webmail',
  'gmail/ios',
  'gmail/android',
  'outlook/windows',
  'outlook/outlook-com',
  'outlook/macos',
  'outlook/ios',
  'outlook/android',
  'apple-mail/macos',
  'apple-mail/ios',
  'yahoo/desktop-webmail',
  'yahoo/ios',
  'yahoo/android',
] as const;

interface Feature {
  readonly slug: string;
  /** By family, platform and version: y, a (almost), n or u (unknown), with the numbers of notes. */
  readonly stats: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

/** The verdict on the newest version that was tested; u without any. */
function verdict({ stats }: Feature, client: string): string {
  const [family = '', platform = ''] = client.split('/');
  const versions = Object.entries(stats[family]?.[platform] ?? {});
  const newest = versions.sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true })).at(-1);
  return newest?.[1][0] ?? 'u';
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Usage: node build/mail-clients/distil.ts FILE');
const data = JSON.parse(readFileSync(file, 'utf8'));
const features: readonly Feature[] = (data.features ?? data.data).filter(({ slug }: Feature) =>
  /^(css|html|image)-/.test(slug),
);
const support = {
  source: 'https://www.caniemail.com, https://github.com/hteumeuleu/caniemail',
  licence: 'MIT, see LICENSE in this folder',
  clients,
  features: Object.fromEntries(
    features.map((feature) => [feature.slug, clients.map((client) => verdict(feature, client)).join('')]),
  ),
};
writeFileSync(path.join(import.meta.dirname, 'support.json'), `${JSON.stringify(support, null, 2)}\n`);
