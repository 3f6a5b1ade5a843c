import type { Words } from '../../commerce/words.ts';
import { type MemberMeaning, memberMeaning, yesOrNo } from './cells/meaning.ts';
import { readFileTime } from './cells/time.ts';
import type { RowReader } from './row-reader.ts';

const noStatus: Words = {
  en: 'is no status of a member that is known; expected active, provisional or left; write one of them, empty the cell, or import everybody with --columns "member-status=none"',
  ja: '会員の状態として読めません。本会員・仮会員・退会のいずれかを書くか、空欄にしてください。状態にかかわらず全員を取り込むには --columns "member-status=none" を指定してください',
};

const leftOut: Readonly<Record<MemberMeaning, Words | undefined>> = {
  member: undefined,
  provisional: { en: 'a member who has not confirmed the address', ja: '仮会員' },
  left: { en: 'a member who has left', ja: '退会した会員' },
};

/** The ids of EC-CUBE, in a column that is called 会員ステータス(ID). */
const eccubeIds: Readonly<Record<string, MemberMeaning>> = { 1: 'provisional', 2: 'member', 3: 'left' };

/**
 * Why a customer is left out on purpose: they have left, or have not joined yet. A status that nobody knows is a problem of
 * the row, because it may say either.
 */
export function whyNoMember(reader: RowReader): Words | undefined {
  const text = reader.cells.text('member-status');
  const meaning = meaningOf(text, reader);
  if (meaning === undefined) reader.refuse('member-status', noStatus);
  return meaning && leftOut[meaning];
}

function meaningOf(text: string, { cells, context }: RowReader): MemberMeaning | undefined {
  const column = cells.column('member-status').normalize('NFKC');
  if (/\(ID\)$/i.test(column) && Object.hasOwn(eccubeIds, text)) return eccubeIds[text];
  const known = memberMeaning(text);
  if (known !== undefined || !/退会|left|withdrawn|deleted/i.test(column)) return known;
  const answer = 'value' in readFileTime(text, context.times) || yesOrNo(text); // 退会日, 退会フラグ
  if (answer === undefined) return undefined;
  return answer ? 'left' : 'member';
}
