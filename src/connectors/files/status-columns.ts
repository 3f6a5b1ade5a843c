import type { FileField, FileResource } from './fields.ts';
import type { FileFormat } from './format.ts';
import type { FileColumns } from './row.ts';

/** A column that seems to say what became of an order or a member, and that nothing reads. */
export interface UnreadStatus {
  /** The name of the column; `#3` for the third one if a name like it cannot stand in `--columns`. */
  readonly column: string;
  /** The field that it may be meant for. */
  readonly field: FileField;
}

const statusFields = { orders: 'status', customers: 'member-status' } as const satisfies Record<
  FileResource,
  FileField
>;

const looksLikeStatus: Readonly<Record<FileResource, RegExp>> = {
  orders: /status|状況|状態|ステータス|ステイタス|取消|取り消|キャンセル|cancel/i,
  customers:
    /(会員|member|account|customer).*(status|状況|状態|ステータス|ステイタス)|退会|^(status|ステータス|状態)$/i,
};

/** What has a status of its own beside the order, or beside the member. */
const ofOthers: Readonly<Record<FileResource, RegExp>> = {
  orders: /会員|顧客|お客様|商品|在庫|メルマガ|メール|購読|customer|member|product|stock|consent|marketing|mail/i,
  customers: /メルマガ|メール|購読|配信|consent|marketing|mail|sms/i,
};

/** Says when or why, where another column says whether. */
const aboutCancelling = /取消|取り消|キャンセル|cancel/i;

/**
 * The columns that look like a status, where none is read as one. Without it cancelled orders would count as purchases,
 * and members who have left as members, so the user says what such a column is before anything is sent.
 * @param named the columns that the user named: a field among them is settled, also as `none`
 */
export function unreadStatuses(
  header: readonly string[],
  { resource, columns }: FileFormat,
  { places }: FileColumns,
  named: Readonly<Partial<Record<FileField, string>>>,
): readonly UnreadStatus[] {
  const field = statusFields[resource];
  if (columns[field] === undefined || places.has(field) || named[field] !== undefined) return [];
  const used = new Set(places.values());
  return header.flatMap((cell, place) => {
    const name = cell.normalize('NFKC').trim();
    if (used.has(place) || !looksLikeStatus[resource].test(name) || ofOthers[resource].test(name)) return [];
    if (places.has('cancelled') && aboutCancelling.test(name)) return [];
    return [{ field, column: /[,="']/.test(cell) ? `#${place + 1}` : cell.trim() }];
  });
}
