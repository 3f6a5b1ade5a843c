/** What the commands of support, operations and imports say of what they cannot do. */
export const operations: Readonly<Record<string, string>> = {
  'is no channel, and says nothing: {0}': 'というチャネルはなく、同意にも配信停止にもなりません。{0}',
  'leave it out': 'この項目を外してください',
  'has the unknown key "{0}", so this is an opt-out from all marketing: {1}':
    'に「{0}」という項目はないため、販促全般の配信停止として扱われます。{1}',
  'has the unknown key "{0}", so the agreement counts for nothing: {1}':
    'に「{0}」という項目はないため、同意とは認められません。{1}',
  'is no topic of store.yaml, so the agreement counts for nothing: {0}':
    'は store.yaml のトピックではないため、同意とは認められません。{0}',
  'is no topic of store.yaml, so this is an opt-out from all marketing: {0}':
    'は store.yaml のトピックではないため、販促全般の配信停止として扱われます。{0}',
  'Nobody in the stage {0} has "{1}": give the shop\'s id, an e-mail address, a phone number with its country code, or a customer\'s key. A customer is known from the first event that names them.':
    'ステージ {0} に「{1}」のお客様はいません。ショップの顧客ID、メールアドレス、国番号付きの電話番号、またはお客様のキーを指定してください。お客様は、最初のイベントが届いたときに登録されます。',
  'the whole table ({0} pages)': '表全体（{0}ページ）',
  'the first {0} pages of the table': '表の先頭{0}ページ',
  'There is no message "{0}" in {1} of the stage {2}. Lines of the ledger expire: see "retention" in statemachines/store.yaml.':
    'ステージ {2} の{1}に、メッセージ「{0}」はありません。配信記録には保存期間があります（statemachines/store.yaml の「retention」）。',
  '"{0}" is no name there: {1}.': '「{0}」はサービス上の名前として読めません。{1}。',
  'a LINE user id is U and 32 hexadecimal digits, such as line:U4af4980629…':
    'LINE のユーザーIDは、line:U4af4980629… のように、U と32桁の16進数です',
  'an Instagram user name has 1 to 30 letters, digits, dots and underscores, such as instagram:@tea':
    'Instagram のユーザーネームは、instagram:@tea のように、英数字・ピリオド・アンダースコアで1～30文字です',
  'a user name on X has 1 to 15 letters, digits and underscores, such as x:@tea':
    'X のユーザー名は、x:@tea のように、英数字とアンダースコアで1～15文字です',
  'a Facebook user name has 5 to 50 letters, digits and dots, or is a numeric id, such as facebook:tea.house':
    'Facebook のユーザーネームは、facebook:tea.house のように、英数字とピリオドで5～50文字、または数字のIDです',
  'An address or a customer kept changing during eight attempts: run the command again.':
    'アドレスかお客様の記録が、8回試みる間に変わり続けました。もう一度実行してください。',
  'Name two tables: --from TABLE --to TABLE.': '--from TABLE と --to TABLE で、異なる2つのテーブルを指定してください。',
  'One of the two tables is not in {0}: see the output TableName, or set AWS_REGION.':
    'どちらかのテーブルが {0} にありません。スタックの出力 TableName を確認するか、AWS_REGION を設定してください。',
  'dynamodb:Scan on the one table, and dynamodb:BatchGetItem, GetItem, Query and PutItem on the other':
    '元のテーブルに対する dynamodb:Scan と、先のテーブルに対する dynamodb:BatchGetItem、GetItem、Query、PutItem',
  'There is no function {0} in {1}: deploy the stage {2}, or name another Region with AWS_REGION.':
    '関数 {0} が {1} にありません。ステージ {2} をデプロイするか、AWS_REGION で別のリージョンを指定してください。',
  '{0} could not do it: try again in a minute.\n({1})':
    '{0} が処理できませんでした。1分ほど待ってもう一度実行してください。\n（{1}）',
  '{0} does not know the request: deploy the stage {1}, so that it matches this command.':
    '{0} がこの依頼に対応していません。ステージ {1} をデプロイし直して、コマンドとバージョンを揃えてください。',
  '{0} failed with {1}: read its log with "aws logs tail /aws/lambda/{2} --since 10m".\n({3})':
    '{0} がエラー {1} で失敗しました。「aws logs tail /aws/lambda/{2} --since 10m」でログを確認してください。\n（{3}）',
  'Not rotated: there is no terminal for the confirmation. Add --yes if you are sure.':
    '更新しませんでした。端末がないため確認できません。間違いがなければ --yes を付けてください。',
  'Not rotated: nothing was changed.': '更新しませんでした。何も変更していません。',
  'entry {0}': '{0}件目',
  'is no event: an entry has Source, DetailType and Detail':
    'イベントではありません。Source、DetailType、Detail が必要です',
  'nests lists or objects more than {0} levels deep: no event does':
    '配列やオブジェクトの入れ子が{0}段を超えています。イベントとして読めません',
  'Detail is no JSON: see its line {0}, column {1}': 'Detail が JSON として読めません（{0}行目{1}文字目）',
  'has {0} bytes: PutEvents takes {1}': 'が{0}バイトあります。PutEvents で送れるのは{1}バイトまでです',
  'must be store.{0}: the shop of store.yaml': 'は store.yaml の「shop」に合わせて store.{0} にしてください',
  'must be store.{0}: no rule matches another source, and the bus drops the event silently':
    'は store.{0} にしてください。ほかの値に一致するルールはなく、イベントは通知なく破棄されます',
  'is no event: {0}': 'がイベントの名前ではありません。{0}',
  'is missing: the name of the event': 'がありません。イベントの名前を書いてください',
  'The clock of "npm start" shows another day: npm start -- --today goes by the present.':
    '「npm start」の時計は別の日を指しています。現在の日時に合わせるには npm start -- --today を使います。',
  'The standard input': '標準入力',
  'was not sent': '送信していません',
  '{0}: attempt {1} of {2} …': '{0}。再試行します（{1}/{2}回目）…',
  'The bus does not answer': 'イベントバスから応答がありません',
  'no answer': '応答がありません',
  'Nothing was asked: the request would be refused.': '依頼しませんでした。この内容では拒否されます。',
  '{0}, {1}: {2}.': '{0}（{1}）：{2}。',
  '{0}, {1}': '{0}（{1}）',
  'Which file? Name one. See --help.': 'ファイルを指定してください。--help をご覧ください。',
  'run the same command again, it goes on where it stopped; a lower --rate is gentler':
    '同じコマンドをもう一度実行すると、続きから再開します。--rate を小さくすると負荷を抑えられます',
  '--{0} is "{1}": it takes {2}.': '--{0} に「{1}」は指定できません。{2} を書いてください。',
  '--status is "{0}": it takes {1}.': '--status に「{0}」は指定できません。{1} のように書いてください。',
  'an IANA zone such as Asia/Tokyo': 'Asia/Tokyo のような IANA のタイムゾーン名',
  'an ISO 4217 code such as JPY': 'JPY のような ISO 4217 の通貨コード',
  'a code such as JP': 'JP のような国コード',
  'mdy (month first) or dmy (day first)': 'mdy（月が先）または dmy（日が先）',
  'a time such as 2026-03-01 09:30': '2026-03-01 09:30 のような日時',
  'a past date such as 2024-04-01, or none': '過去の日付（例：2024-04-01）または none',
  journey: 'ジャーニー',
  message: 'メッセージ',
  locale: '言語',
};
