import type { Language } from '../../src/commerce/words.ts';
import type { SwitchReport } from '../../src/model/switch-request.ts';
import type { SwitchScope } from '../../src/model/switches.ts';

const kinds: Readonly<Record<string, readonly [string, string]>> = {
  journey: ['the journey', 'ジャーニー'],
  channel: ['the channel', 'チャネル'],
  topic: ['the topic', 'トピック'],
};

/** A scope in words: "the journey welcome". */
export function scopeName(scope: SwitchScope, language: Language): string {
  if (scope === 'all') return language === 'ja' ? 'すべての配信' : 'everything';
  const [kind = '', name = ''] = scope.split('#');
  const [en, ja] = kinds[kind] ?? [kind, kind];
  return language === 'ja' ? `${ja}「${name}」` : `${en} ${name}`;
}

/** What is paused, and the latest changes, a line each. */
export function describeSwitches({ paused, changes }: SwitchReport, language: Language): string {
  const now = paused.map(({ scope, at, by }) =>
    language === 'ja'
      ? `  ${scopeName(scope, 'ja')}（${at} から、${by}）`
      : `  ${scopeName(scope, 'en')}, since ${at}, by ${by}`,
  );
  const before = changes.map(({ scope, to, at, by }) => {
    const [en, ja] = to === 'paused' ? ['paused', '停止'] : ['resumed', '再開'];
    return language === 'ja'
      ? `  ${at}　${scopeName(scope, 'ja')}を${ja}（${by}）`
      : `  ${at}  ${en} ${scopeName(scope, 'en')} (${by})`;
  });
  const [pausedNow, nothing, latest] =
    language === 'ja'
      ? ['停止中：', '停止中の配信はありません。', '最近の変更：']
      : ['Paused:', 'Nothing is paused.', 'Latest changes:'];
  const first = now.length === 0 ? [nothing] : [pausedNow, ...now];
  return [...first, ...(before.length === 0 ? [] : ['', latest, ...before])].join('\n');
}

/** What came of a request, in a sentence or two. */
export function describeChange(
  scope: SwitchScope,
  to: 'paused' | 'resumed',
  changed: boolean,
  language: Language,
): string {
  const name = scopeName(scope, language);
  if (language === 'ja') {
    if (!changed) return to === 'paused' ? `${name}はすでに停止中です。` : `${name}は停止していません。`;
    return to === 'paused'
      ? `${name}を停止しました。これから送るメッセージは失われず、再開まで保留されます。`
      : `${name}を再開しました。保留中のメッセージは、停止していた時間の4分の1（10分から6時間）のうちに、少しずつ送られます。`;
  }
  if (!changed) return to === 'paused' ? `Already paused: ${name}.` : `Not paused: ${name}.`;
  return to === 'paused'
    ? `Paused: ${name}. Messages that come due are held, and none is lost.`
    : `Resumed: ${name}. Messages that were held go out within a quarter of the time that the pause lasted (10 minutes to 6 hours).`;
}
