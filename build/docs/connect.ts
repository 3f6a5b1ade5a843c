import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import { languages } from '../../src/commerce/words.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import type { SetUp } from '../../src/connectors/contract/set-up.ts';
import { setUpOf } from '../../src/connectors/set-ups.ts';
import { connectWords as words } from './connect-words.ts';
import { generated, table } from './table.ts';

/** The examples of a connector, in the folder of docs/examples/ and in the order of the page. */
const examples: ReadonlyMap<
  string,
  { readonly folder: string; readonly files: readonly { file: string; language: string; title: string }[] }
> = new Map([
  [
    'events',
    {
      folder: 'http',
      files: [
        { file: 'curl.sh', language: 'sh', title: 'curl' },
        { file: 'typescript.ts', language: 'ts', title: 'TypeScript' },
        { file: 'php.php', language: 'php', title: 'PHP' },
        { file: 'python.py', language: 'python', title: 'Python' },
        { file: 'ruby.rb', language: 'ruby', title: 'Ruby' },
      ],
    },
  ],
  [
    'browser',
    {
      folder: 'browser',
      files: [
        { file: 'page.html', language: 'html', title: 'HTML' },
        { file: 'token.sh', language: 'sh', title: 'openssl' },
        { file: 'token.ts', language: 'ts', title: 'TypeScript' },
        { file: 'token.php', language: 'php', title: 'PHP' },
        { file: 'token.py', language: 'python', title: 'Python' },
        { file: 'token.rb', language: 'ruby', title: 'Ruby' },
      ],
    },
  ],
]);

/** docs/connect.md: how each platform is connected, in every language. */
export function connectPage(): string {
  const parts = languages.flatMap((language) => [
    `# ${words.title[language]}`,
    words.introduction[language].replace('{topicPlatforms}', topicPlatforms(language)),
    ...[...connectors.values()].flatMap((connector) => sectionOf(connector, language)),
  ]);
  return `${[generated, `[English](#${anchor(words.title.en)}) · [日本語](#${anchor(words.title.ja)})`, ...parts].join('\n\n')}\n`;
}

function topicPlatforms(language: Language): string {
  const named = [...connectors.values()].filter(({ topicHeader }) => topicHeader !== undefined);
  return named.map(({ title }) => title).join(language === 'ja' ? '、' : ', ');
}

/** How a delivery is tried whose body does not say what it is about. */
function tryOf({ name, topicHeader }: Connector, { example }: SetUp, language: Language): string[] {
  if (topicHeader === undefined) return [];
  const command = `npm run connectors -- try ${name} FILE --topic ${example.headers[topicHeader]}`;
  return [`${words.tried[language]} \`${command}\``];
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(' ', '-');
}

function sectionOf(connector: Connector, language: Language): string[] {
  const { title, name } = connector;
  const setUp = setUpOf(name);
  const steps = setUp.steps.map((step, index) => `${index + 1}. ${filled(step[language], name)}`).join('\n');
  const limits = (setUp.limits ?? []).map((limit) => `- ${filled(limit[language], name)}`).join('\n');
  return [
    `## ${title}${words.inLanguage[language]}`,
    filled(setUp.about[language], name),
    `${words.minutes[language]}: ${setUp.minutes}`,
    steps,
    ...(limits === '' ? [] : [limits]),
    ...findsOf(setUp, language),
    ...tryOf(connector, setUp, language),
    ...(name === 'events' ? [] : [topicsOf(connector, language)]),
    ...examplesOf(name),
  ];
}

/** What a shop puts in the place of what stands for it in the settings. */
function findsOf({ finds = {} }: SetUp, language: Language): string[] {
  const rows = Object.entries(finds).map(([setting, text]) => `- \`${setting}\`: ${text[language]}`);
  return rows.length === 0 ? [] : [words.finds[language], rows.join('\n')];
}

/** What stands for a place of the stage. */
function filled(text: string, name: string): string {
  return text
    .replaceAll('{url}', `https://<LinksUrl>/in/${name}`)
    .replaceAll('{host}', 'https://<LinksUrl>')
    .replaceAll('{stage}', 'prod');
}

function topicsOf({ title, topics }: Connector, language: Language): string {
  const rows = Object.entries(topics).map(([topic, what]) => [topic, becomes(what, language)]);
  return table([title, 'Aftercart'], rows);
}

function becomes(what: Connector['topics'][string], language: Language): string {
  if ('ignored' in what) return `${words.ignored[language]}: ${what.ignored[language]}`;
  const events = what.becomes.map((type) => `\`${type}\``).join(', ');
  return what.when ? `${events}: ${what.when[language]}` : events;
}

function examplesOf(name: string): string[] {
  const { folder = '', files = [] } = examples.get(name) ?? {};
  return files.map(({ file, language, title }) => {
    const code = readFileSync(path.join(import.meta.dirname, '../../docs/examples', folder, file), 'utf8').trim();
    return `<details><summary>${title}</summary>\n\n\`\`\`${language}\n${code}\n\`\`\`\n\n</details>`;
  });
}
