import type { Language } from '../../src/commerce/words.ts';

interface Count {
  readonly read: number;
  readonly changed: number;
}

interface Tables {
  readonly from: string;
  readonly to: string;
}

type Line = (count: Count, tables: Tables) => string;

/** The lines that `take-along` prints: of each kind how many were read, and how many the other table took over. */
export const takeAlongWords: Readonly<
  Record<Language, Readonly<Record<'addresses' | 'customers' | 'proofs' | 'runs', Line>>>
> = {
  en: {
    addresses: ({ read, changed }, { from, to }) => `${read} addresses read from ${from}; ${changed} changed in ${to}.`,
    customers: ({ read, changed }, { from, to }) => `${read} customers read from ${from}; ${changed} changed in ${to}.`,
    proofs: ({ read, changed }, { from, to }) =>
      `${read} proofs of consent read from ${from}; ${changed} new in ${to}.`,
    runs: ({ read, changed }, { from, to }) =>
      `${read} runs and lines of the ledger are newer in ${from}; ${changed} copied to ${to}.`,
  },
  ja: {
    addresses: ({ read, changed }, { from, to }) =>
      `アドレス：${from} から${read}件を読み取り、${to} の${changed}件を更新しました。`,
    customers: ({ read, changed }, { from, to }) =>
      `お客様：${from} から${read}件を読み取り、${to} の${changed}件を更新しました。`,
    proofs: ({ read, changed }, { from, to }) =>
      `同意の記録：${from} から${read}件を読み取り、${to} に${changed}件を追加しました。`,
    runs: ({ read, changed }, { from, to }) =>
      `進行状況と配信記録：${from} のほうが新しいものが${read}件あり、${to} に${changed}件を写しました。`,
  },
};
