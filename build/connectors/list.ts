import type { Language } from '../../src/commerce/words.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import { setUpOf } from '../../src/connectors/set-ups.ts';
import { type Command, readArguments, readLanguage } from '../command/command.ts';
import { connectorNamed } from './choose.ts';
import { connectorWords as words } from './words.ts';

/** `list`: the connectors, or the topics of one. */
export const listConnectors: Command = {
  usage: '[PLATFORM] [--lang en|ja]',
  about: {
    en: 'lists the connectors, or what becomes of each topic of one',
    ja: 'コネクターの一覧、または1つのコネクターの各トピックの扱いを表示します',
  },
  details: {
    en: ['PLATFORM         lists its topics', '--lang en|ja     the language (default en)'],
    ja: ['PLATFORM         そのトピックを表示します', '--lang en|ja     言語（既定 en）'],
  },

  async run(args, { print }) {
    const { values, positionals } = readArguments(args, { lang: { type: 'string' } });
    const lang = readLanguage(values.lang);
    const [name] = positionals;
    print((name === undefined ? overviewOf(lang) : topicsOf(connectorNamed(name), lang)).join('\n'));
    return 0;
  },
};

function overviewOf(lang: Language): string[] {
  const width = Math.max(...[...connectors.keys()].map(({ length }) => length)) + 2;
  return [...connectors.values()].map(
    ({ name, title }) => `${name.padEnd(width)}${title}  (${words.minutes[lang]}: ${setUpOf(name).minutes})`,
  );
}

function topicsOf({ topics }: Connector, lang: Language): string[] {
  const width = Math.max(...Object.keys(topics).map(({ length }) => length)) + 2;
  return Object.entries(topics).map(([topic, what]) => {
    if ('ignored' in what) return `${topic.padEnd(width)}${words.ignored[lang]}: ${what.ignored[lang]}`;
    const when = what.when ? ` (${what.when[lang]})` : '';
    return `${topic.padEnd(width)}${what.becomes.join(', ')}${when}`;
  });
}
