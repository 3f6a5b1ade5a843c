import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Support {
  /** Family and platform: gmail/ios. */
  readonly clients: readonly string[];
  /** By feature, a letter for each client: y, a (almost), n or u (unknown). */
  readonly features: Readonly<Record<string, string>>;
}

const file = path.join(import.meta.dirname, 'support.json');
const support: Support = JSON.parse(readFileSync(file, 'utf8')); // made by distil.ts

const families: Readonly<Record<string, string>> = {
  gmail: 'Gmail',
  outlook: 'Outlook',
  'apple-mail': 'Apple Mail',
  yahoo: 'Yahoo Mail',
};

/** The mail programs that do not know a feature of HTML or CSS, by its name at caniemail.com: css-display-flex. */
export function clientsWithout(feature: string): string[] {
  const verdicts = support.features[feature] ?? '';
  return support.clients.flatMap((client, index) => (verdicts[index] === 'n' ? [nameOf(client)] : []));
}

function nameOf(client: string): string {
  const [family = '', platform = ''] = client.split('/');
  return `${families[family] ?? family} (${platform})`;
}
