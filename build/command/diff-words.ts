import type { Language } from '../../src/commerce/words.ts';

/** What `diff` says beside the changes of a journey. */
interface DiffWords {
  nothing(revision: string): string;
  /** A change, or anything else, of a journey. */
  of(journey: string, what: string): string;
  isNew(about: string): string;
  readonly removed: string;
  readonly storeChanged: string;
  readonly segmentsChanged: string;
  readonly layoutChanged: string;
  readonly reminder: string;
  readonly promise: string;
  readonly messages: {
    added(name: string): string;
    removed(name: string): string;
    /** A part of a message's file. */
    part(name: string, part: string): string;
    changed(what: string, before: string, after: string): string;
    textChanged(name: string): string;
    readonly subject: string;
    readonly preheader: string;
    readonly asks: string;
    quoted(text: string): string;
    readonly none: string;
  };
  readonly stage: {
    unchanged(journeys: readonly string[]): string;
    isNew(journey: string, stage: string): string;
    head(journey: string, stage: string): string;
    readonly sameSteps: string;
    readonly removed: string;
    readonly nobody: string;
    inside(runs: string): string;
    moreInside(runs: string): string;
    readonly earlier: string;
    readonly gone: string;
    progress(journey: string, done: string, of: string): string;
    readonly firstWait: string;
    readonly justBegun: string;
  };
}

const en: DiffWords = {
  nothing: (revision) => `Nothing changed since ${revision}.`,
  of: (journey, what) => `${journey}: ${what}`,
  isNew: (about) => `new: ${about}`,
  removed: 'removed. Runs that are still inside will fail at their next message: let them finish first',
  storeChanged: 'store.yaml changed: it applies to every journey',
  segmentsChanged: 'segments.yaml changed: it applies to every journey that names a segment',
  layoutChanged: 'the layout of every e-mail changed',
  reminder: `Customers who are past their first wait keep the steps and waits they began with. Texts, layout, settings and the events that
end a journey come from the last deployment, for them too.`,
  promise: `Runs finish by the rules they began with: steps, waits, channels and priorities of the state machine at their first step. A
deployment changes those for later runs, and does not change first waits; texts, quiet hours, caps, and starts and ends of a
journey change for everybody.`,
  messages: {
    added: (name) => `new text: ${name}`,
    removed: (name) =>
      `text removed: ${name}. Runs that still have to send it will fail: keep the file until they are through`,
    part: (name, part) => `${name}, ${part}`,
    changed: (what, before, after) => `${what}: ${before} → ${after}`,
    textChanged: (name) => `${name}: the text changed`,
    subject: 'subject',
    preheader: 'preheader',
    asks: 'asks',
    quoted: (text) => `“${text}”`,
    none: 'none',
  },
  stage: {
    unchanged: (journeys) => `Unchanged, and nobody inside: ${journeys.join(', ')}.`,
    isNew: (journey, stage) => `${journey}: new, not deployed on ${stage} yet`,
    head: (journey, stage) => `${journey} on ${stage}`,
    sameSteps: 'its steps are unchanged',
    removed: 'removed here. Runs that are inside will fail at their next message: let them finish first',
    nobody: 'nobody is inside',
    inside: (runs) => `${runs} inside:`,
    moreInside: (runs) => `more than ${runs} runs are inside. The ${runs} that were read:`,
    earlier: ' (of an earlier version)',
    gone: ' (no longer in the file)',
    progress: (journey, done, of) => `${journey}: read ${done} of ${of} runs …`,
    firstWait: 'in the first wait',
    justBegun: 'just begun',
  },
};

const ja: DiffWords = {
  nothing: (revision) => `${revision} からの変更はありません。`,
  of: (journey, what) => `${journey}：${what}`,
  isNew: (about) => `新規：${about}`,
  removed:
    '削除されています。進行中のお客様への次のメッセージの送信が失敗します。進行中のものがすべて終わってから削除してください',
  storeChanged: 'store.yaml の変更（すべてのジャーニーに適用されます）',
  segmentsChanged: 'segments.yaml の変更（セグメントを使うすべてのジャーニーに適用されます）',
  layoutChanged: 'すべてのメールに共通のレイアウトの変更',
  reminder: `最初の待ち時間を終えたお客様には、開始したときのステップと待ち時間がそのまま適用されます。文面、レイアウト、設定、
途中で終了する条件は、そのお客様にも最後のデプロイのものが適用されます。`,
  promise: `進行中のものは、開始したときのルールのまま最後まで進みます。ステップ、待ち時間、送信手段、優先度は、最初のステップの
時点のステートマシンで決まります。デプロイで変わるのは、それ以降に始まるものだけで、最初の待ち時間も変わりません。
文面、配信を控える時間帯、配信数の上限、ジャーニーの開始と終了の条件は、すべてのお客様について変わります。`,
  messages: {
    added: (name) => `文面の追加：${name}`,
    removed: (name) =>
      `文面の削除：${name}。これから送る予定のお客様への送信が失敗します。送り終わるまでファイルを残してください`,
    part: (name, part) => `${name} の${part}`,
    changed: (what, before, after) => `${what}：${before} → ${after}`,
    textChanged: (name) => `${name} の本文の変更`,
    subject: '件名',
    preheader: 'プリヘッダー',
    asks: '「asks」',
    quoted: (text) => `「${text}」`,
    none: 'なし',
  },
  stage: {
    unchanged: (journeys) => `変更がなく、進行中のお客様もいません：${journeys.join('、')}`,
    isNew: (journey, stage) => `${journey}：新規（${stage} にはまだデプロイされていません）`,
    head: (journey, stage) => `${journey}（${stage}）`,
    sameSteps: 'ステップに変更はありません',
    removed:
      'このフォルダーでは削除されています。進行中のお客様への次のメッセージの送信が失敗します。進行中のものがすべて終わってから削除してください',
    nobody: '進行中のお客様はいません',
    inside: (runs) => `進行中：${runs}件`,
    moreInside: (runs) => `進行中：${runs}件を超えています。そのうち読み取った${runs}件の内訳：`,
    earlier: '（以前の版のステップ）',
    gone: '（ファイルにはもうありません）',
    progress: (journey, done, of) => `${journey}：${of}件のうち${done}件を読み取りました…`,
    firstWait: '最初の待ち時間',
    justBegun: '開始直後',
  },
};

export const diffWords: Readonly<Record<Language, DiffWords>> = { en, ja };
