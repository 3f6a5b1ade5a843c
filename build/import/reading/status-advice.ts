import { visibleLine } from '../../../src/commerce/values/visible.ts';
import type { Words } from '../../../src/commerce/words.ts';
import type { UnreadStatus } from '../../../src/connectors/files/status-columns.ts';

/** What a user may say about columns that look like a status and are not read as one. @param unread not empty */
export function adviceOf(unread: readonly UnreadStatus[]): Words {
  const [first] = unread;
  const field = first?.field ?? 'status';
  const names = unread.map(({ column }) => visibleLine(column));
  const pair = `--columns "${field}=${names[0]}"`;
  const none = `--columns "${field}=none"`;
  const [english, japanese] =
    field === 'status'
      ? [
          'orders that were cancelled or never placed would count as purchases',
          'キャンセルや未成立の注文まで購入として数えられます',
        ]
      : ['members who have left would be imported', '退会した会員まで取り込まれます'];
  return {
    en: `${names.join(', ')} may say what became of ${field === 'status' ? 'an order' : 'a member'}, and is not read: ${english}. Name the right column (${pair}), or say that none does (${none}).`,
    ja: `列「${names.join('」「')}」は${field === 'status' ? '注文' : '会員'}の状態のようですが、使われていません。このままでは${japanese}。該当する列を ${pair} で指定するか、状態を示す列がなければ ${none} を指定してください。`,
  };
}
