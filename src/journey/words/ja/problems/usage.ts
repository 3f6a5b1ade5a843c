/** What commands say of a command line, and of what they cannot do. */
export const usage: Readonly<Record<string, string>> = {
  'What is the question about?': '何について調べるかを指定してください。',
  'That is more than one question.': '一度に調べられるのは1つだけです。',
  '{0} Give --customer WHO, or --message KEY, or --journey NAME with --day YYYY-MM-DD. See --help.':
    '{0}--customer WHO、--message KEY、または --journey NAME と --day YYYY-MM-DD の組を指定します。--help をご覧ください。',
  'Which journey? Give --journey NAME beside --day.': '--day と合わせて --journey NAME を指定してください。',
  'Which day? Give --day YYYY-MM-DD beside --journey.': '--journey と合わせて --day YYYY-MM-DD を指定してください。',
  '--{0} is empty.': '--{0} が空です。',
  '--day is "{0}": it takes a day such as 2026-03-10.':
    '--day に「{0}」は指定できません。2026-03-10 のように日付を書いてください。',
  'Which journey? Give the name of its folder.': 'ジャーニーのフォルダーの名前を指定してください。',
  'name one journey': 'ジャーニーは1つだけ指定してください',
  '--{0} is given twice: which one is meant?': '--{0} が2回指定されています。どちらか一方にしてください。',
  '{0}. See --help.': '{0}。--help をご覧ください。',
  "Unknown option '{0}'": 'オプション「{0}」はありません',
  "Option '{0}' argument missing": 'オプション「{0}」の値がありません',
  "Option '{0}' argument is ambiguous": 'オプション「{0}」の値を読み取れません',
  "Option '{0}' does not take an argument": 'オプション「{0}」に値は指定できません',
  '--{0} is "{1}": it takes a whole number from {2} to {3}.':
    '--{0} に「{1}」は指定できません。{2} から {3} までの整数を書いてください。',
  'this command takes no name': 'このコマンドに名前は要りません',
  '"{0}" is unexpected: {1}.': '「{0}」は余分です。{1}。',
  '--lang is "{0}": it takes {1}.': '--lang に「{0}」は指定できません。{1} を書いてください。',
  'There is no journey "{0}": {1}': 'ジャーニー「{0}」はありません。{1}。',
  'try again in a minute, or read fewer runs with --at-most':
    '1分ほど待ってもう一度実行するか、--at-most で読み取る件数を減らしてください',
  'No journey of the stage {0} is deployed in {1}: deploy it, or name another Region with AWS_REGION.':
    'ステージ {0} のジャーニーは {1} にデプロイされていません。デプロイするか、AWS_REGION で別のリージョンを指定してください。',
  'The credentials belong to account {0}, and the stage {1} to {2}: name another profile with AWS_PROFILE.':
    '認証情報はアカウント {0} のものですが、ステージ {1} はアカウント {2} にあります。AWS_PROFILE で別のプロファイルを指定してください。',
  '{0} is not deployed on {1} in {2}: nobody can be inside. The stage has {3}.':
    '{0} は {2} のステージ {1} にデプロイされていないため、進行中のお客様もいません。このステージにあるのは {3} です。',
  '--at-most needs a --stage.': '--at-most は --stage と合わせて指定してください。',
  '--at-most is "{0}": it takes a number of runs, such as {1}.':
    '--at-most に「{0}」は指定できません。{1} のように件数を書いてください。',
  'The journeys at {0} violate the current rules:\n{1}': '{0} のジャーニーは、現在の規則に合いません。\n{1}',
  'statemachines/{0} already exists. Choose another name.':
    'statemachines/{0} はすでにあります。別の名前にしてください。',
  'The new journey has no name: write "npm run journeys -- new win-back".':
    '新しいジャーニーの名前がありません。「npm run journeys -- new win-back」のように書いてください。',
  '"{0}" cannot be a journey\'s name ({1}): {2}.': '「{0}」はジャーニーの名前にできません（{1}）。{2}。',
  'that folder holds the layout of all e-mails': 'すべてのメールのレイアウトのフォルダーです',
  'it has to be a folder name': 'フォルダーの名前になります',
  'use 2 to 40 of a-z, 0-9 and -, beginning with a letter, such as "win-back"':
    '「win-back」のように、英小文字で始まる2～40文字（英小文字、数字、ハイフン）で書いてください',
  '--purpose is "{0}": it takes {1}.': '--purpose に「{0}」は指定できません。{1} を書いてください。',
  '--by takes the name of the person who does it: one line, at most 100 characters.':
    '--by には操作する人の名前を、1行、100文字以内で書いてください。',
  'name a journey and a message': 'ジャーニーとメッセージを1つずつ指定してください',
  'Unknown command "{0}": {1}\nSee {2}--help': 'コマンド「{0}」はありません。{1}。\n{2}--help をご覧ください',
  'At {0} there is no folder {1}.': '{0} にフォルダー {1} はありません。',
  'git knows no revision "{0}" here. Name a commit, a branch or a tag, such as HEAD~1 or main.':
    'git に「{0}」というリビジョンはありません。HEAD~1 や main のように、コミット、ブランチ、タグを指定してください。',
  'Which message? Give the journey and the message, such as abandoned-cart reminder.':
    'abandoned-cart reminder のように、ジャーニーとメッセージを指定してください。',
  '--to is missing: the address that gets the test.': '--to でテストの送り先を指定してください。',
  '--to is "{0}": it takes one address alone, such as me@shop.example.':
    '--to に「{0}」は指定できません。me@shop.example のように、アドレスを1つだけ書いてください。',
  'The stage {0} sends no e-mail: set "email" in infra/settings.ts.':
    'ステージ {0} はメールを送りません。infra/settings.ts の「email」を設定してください。',
  'The stage {0} sends no tests to {1}: add the address, or "@" and its domain, to email.testMessagesTo in infra/settings.ts. {2}':
    'ステージ {0} は {1} にテストを送れません。infra/settings.ts の email.testMessagesTo に、アドレス、または「@」とドメインを加えてください。{2}',
  'It allows nobody yet.': 'まだどのアドレスも許可されていません。',
  'It allows {0}.': '現在許可されているのは {0} です。',
  'Sent to {0} as {1}: {2}': '{0} に送りました（ID {1}）：{2}',
  'ses:SendEmail on the identity of the stage {0}': 'ステージ {0} の ID に対する ses:SendEmail',
  'try again in a minute': '1分ほど待ってもう一度実行してください',
  'SES did not take it ({0}: {1}). "npm run doctor" shows what is missing.':
    'SES が受け付けませんでした（{0}: {1}）。足りない設定は「npm run doctor」で確認できます。',
  "--customer is missing: give the store's own id of the customer.":
    '--customer でショップの顧客IDを指定してください。',
  '"{0}" admits nobody by hand. Write "by hand: true" under its starts, and deploy.':
    '「{0}」は手動では開始できません。starts に「by hand: true」と書いてデプロイしてください。',
  'Asked the bus {0} to let customer {1} into {2}.':
    'お客様 {1} についての {2} の開始を、イベントバス {0} に依頼しました。',
  'The usual rules decide whether they get messages: audience, consent, address. See their ledger.':
    'メッセージが届くかどうかは、通常の条件（対象、同意、連絡先）で決まります。結果は配信記録で確認できます。',
  'The bus {0} refused it: {1}': 'イベントバス {0} に拒否されました：{1}',
  'events:PutEvents on the bus {0}': 'イベントバス {0} に対する events:PutEvents',
  'The bus {0} could not be reached ({1}: {2}).\nAre AWS_REGION and credentials set, as for the AWS CLI? Is the stage deployed, or "npm start" running?':
    'イベントバス {0} に接続できませんでした（{1}: {2}）。\nAWS CLI と同じように AWS_REGION と認証情報が設定されているか、ステージがデプロイされているか、または「npm start」が動いているかを確認してください。',
  'npm took {0} for itself. Write two dashes before it: npm run {1} -- {2}':
    '{0} は npm 自身のオプションとして扱われました。前に「--」を入れて、npm run {1} -- {2} と書いてください。',
  'Which revision? Name one, such as aftercart/main.': 'aftercart/main のように、リビジョンを指定してください。',
  'name one revision': 'リビジョンは1つだけ指定してください',
  'git knows no revision "{0}" here. Fetch it first: git remote add aftercart URL, git fetch aftercart.':
    'git に「{0}」というリビジョンはありません。先に git remote add aftercart URL と git fetch aftercart を実行してください。',
  'Your history and {0} have nothing in common: start from a clone of Aftercart.':
    'このリポジトリと {0} には共通の履歴がありません。Aftercart を複製したリポジトリで実行してください。',
  'git could not try the merge: {0}': 'git でマージを試せませんでした：{0}',
  'You and Aftercart changed these, and git cannot merge them: decide line by line':
    '両方が変更し、git ではマージできないもの（1行ずつ判断してください）',
  'These conflict as well, outside of what is yours': 'そのほかに競合するもの（ショップで編集しないはずのファイル）',
  'You and Aftercart changed these, and git merges them: read the result':
    '両方が変更し、git がマージするもの（結果を確認してください）',
  'Only Aftercart changed these: you get what it has': 'Aftercart だけが変更したもの（新しい内容になります）',
  'Only you changed these: they stay as they are': '自分だけが変更したもの（そのまま残ります）',
  'These journeys end with the merge, and runs that wait in them break: close them first (docs/operations.md), or keep them':
    'マージでなくなるジャーニー（進行中のものは失敗します。先に終わらせるか（docs/operations.md）、残してください）',
  '{0} ({1} takes its place)': '{0}（代わりに {1} になります）',
  changed: '変更',
  new: '新規',
  deleted: '削除',
  renamed: '名前の変更',
  '{0}  ({1})': '{0}（{1}）',
  '{0}  ({1}, before: {2})': '{0}（{1}、元は {2}）',
  '{0}:': '{0}：',
  '  {0}': '  {0}',
  'The merge has 1 conflict.': 'マージすると、1件が競合します。',
  'The merge has {0} conflicts.': 'マージすると、{0}件が競合します。',
  'Nothing of yours or of the journeys has changed.': 'ジャーニーにも自分のファイルにも変更はありません。',
  'The merge has no conflict. After it: npm run journeys -- check, npm run build, npm test.':
    'マージしても競合しません。マージの後に npm run journeys -- check、npm run build、npm test を実行してください。',
  'Changes that are not committed were left out: commit them first.':
    'コミットしていない変更は含まれていません。先にコミットしてください。',
  'Whose data? Give an e-mail address, a phone number, or the store’s id.':
    'メールアドレス、電話番号、またはショップの顧客IDを指定してください。',
  'name one customer': 'お客様は1人だけ指定してください',
  'Which address? Give an e-mail address or a phone number.': 'メールアドレスまたは電話番号を指定してください。',
  'name one address': 'アドレスは1つだけ指定してください',
  '"{0}" is not an address: give an e-mail address such as mia@example.com, or a phone number such as +819012345678.':
    '「{0}」は宛先として読めません。mia@example.com のようなメールアドレスか、+819012345678 のような電話番号を書いてください。',
  'Not reopened: there is no terminal for the confirmation. Add --yes if you are sure.':
    '再開しませんでした。端末がないため確認できません。間違いがなければ --yes を付けてください。',
  'Not reopened: nothing was changed.': '再開しませんでした。何も変更していません。',
  'Not reopened: the address changed meanwhile. Run the command again and read the new report.':
    'この間にアドレスの状態が変わったため、再開しませんでした。もう一度実行し、新しい内容を確認してください。',
  'run the command again in a minute': '1分ほど待ってもう一度実行してください',
  'The file holds no event.': 'ファイルにイベントがありません。',
  'This is no JSON: see line {0}, column {1}.': 'JSON として読めません（{0}行目{1}文字目）。',
  'Line {0} is no JSON: see column {1}.': '{0}行目が JSON として読めません（{1}文字目）。',
  'Which connector? Name one of {0}. See --help.':
    'コネクターを {0} の中から1つ指定してください。--help をご覧ください。',
  'There is no connector "{0}": {1}': 'コネクター「{0}」はありません。{1}。',
  '{0} is no JSON: line {1}, column {2}.': '{0} を JSON として読めません：{1}行{2}文字目。',
  '{0} has a line that is no header: write "Name: value".':
    '{0} に、ヘッダーではない行があります。「Name: value」の形で書いてください。',
  'The standard input': '標準入力',
  'There is no function {0} in {1}: deploy the stage {2}, or name another Region with AWS_REGION.':
    '{1} に関数 {0} がありません。ステージ {2} をデプロイするか、AWS_REGION で別のリージョンを指定してください。',
  '{0} could not do it: try again in a minute.\n({1})':
    '{0} が処理できませんでした。1分ほど待ってもう一度実行してください。\n（{1}）',
  '{0} has not erased everything yet: try again in a minute. If the erasure has begun, its later looks finish it anyway.\n({1})':
    '{0} による消去がまだ完了していません。1分ほど待ってもう一度実行してください。消去が始まっていれば、残りは後の再確認で自動的に消去されます。\n（{1}）',
  '{0} does not know the request: deploy the stage {1}, so that it matches this command.':
    '{0} がこの依頼に対応していません。ステージ {1} をデプロイして、このコマンドと合わせてください。',
  '{0} failed with {1}: read its log with "aws logs tail /aws/lambda/{2} --since 10m".\n({3})':
    '{0} でエラー {1} が起きました。「aws logs tail /aws/lambda/{2} --since 10m」でログを確認してください。\n（{3}）',
  'Give --new or --from FILE.': '--new または --from FILE を指定してください。',
  'The secret is empty: nothing was changed.': 'シークレットが空のため、何も変更していません。',
  'The secret has fewer than 8 characters: nothing was changed.':
    'シークレットが8文字に満たないため、何も変更していません。',
  '{0} has no credential "{1}": {2}.': '{0} に「{1}」という認証情報はありません（{2}）。',
  'it has {0}': 'あるのは {0}',
  'it needs none': '認証情報は不要です',
  'Which file? Name one, or - for the standard input. See --help.':
    'ファイルを指定してください（標準入力なら -）。--help をご覧ください。',
  'name one file': 'ファイルは1つだけ指定してください',
  '{0} cannot be read: {1}.': '{0} を読めません：{1}。',
  '{0} is not UTF-8 (it may be UTF-16): save the file as UTF-8.':
    '{0} は UTF-8 ではありません（UTF-16 の可能性があります）。UTF-8 で保存してください。',
  '{0} is not UTF-8 (it may be {1}): save the file as UTF-8.':
    '{0} は UTF-8 ではありません（{1} の可能性があります）。UTF-8 で保存してください。',
  'Nothing was sent. Mend them, or send the others with --skip-refused.':
    '何も送りませんでした。直すか、--skip-refused でほかのイベントだけを送ってください。',
  'send the file again: what came already is ignored':
    'もう一度ファイルを送ってください。届いているイベントは無視されます',
  'What? Name {0}: "journey welcome", or "all".':
    '{0} のどれかを、「journey welcome」または「all」のように指定してください。',
  'name one thing': '一度に1つだけ指定してください',
  '"{0}" is nothing that can be paused: {1}': '「{0}」という対象はありません。{1}。',
  '"all" stands alone: without "{0}" everything is meant; name a kind for one thing.':
    '「all」は単独で指定します。すべてを対象にする場合は「{0}」を外し、1つだけの場合は「journey 名前」のように種類を指定してください。',
  topic: 'トピック',
  'The stage {0} has no journey "{1}": {2}': 'ステージ {0} にジャーニー「{1}」はありません。{2}。',
  'Nothing was sent: what each event starts and ends is read from statemachines/ first. Mend that; the stage goes on with what it was deployed with.':
    '何も送りませんでした。各イベントで始まるもの・終わるものを、先に statemachines/ から読み取るためです。上の誤りを直してください。ステージは、反映済みの内容で動き続けます。',
  'Nothing can be written to {0}: {1}.': '{0} に書き込めません（{1}）。',
  'Which {0}? There are {1}.': '{0} の名前を指定してください。{1} があります。',
  'There is no {0} "{1}": {2}': '{0}「{1}」はありません。{2}。',
  'AWS_ENDPOINT_URL is no address: it takes one such as http://127.0.0.1:4310.':
    'AWS_ENDPOINT_URL の値がアドレスとして読めません。http://127.0.0.1:4310 のように設定してください。',
  'Nothing answers at {0}: is "npm start" running? AWS_ENDPOINT_URL names the address.':
    '{0} から応答がありません。「npm start」が動いていますか。アドレスは AWS_ENDPOINT_URL で設定します。',
  'What answers at {0} is not "npm start": AWS_ENDPOINT_URL names the address.':
    '{0} で応答したのは「npm start」ではありません。アドレスは AWS_ENDPOINT_URL で設定します。',
  'For the stack of "npm start" set AWS_ENDPOINT_URL=http://127.0.0.1:4310, AWS_REGION=ap-northeast-1, AWS_ACCESS_KEY_ID=local and AWS_SECRET_ACCESS_KEY=local.':
    '「npm start」を使う場合は、AWS_ENDPOINT_URL=http://127.0.0.1:4310、AWS_REGION=ap-northeast-1、AWS_ACCESS_KEY_ID=local、AWS_SECRET_ACCESS_KEY=local を設定してください。',
  'There are no AWS credentials: sign in ("aws sso login"), or name a profile with AWS_PROFILE. {0}':
    'AWS の認証情報がありません。サインインするか（「aws sso login」）、AWS_PROFILE でプロファイルを指定してください。{0}',
  'AWS does not accept the credentials: sign in again ("aws sso login"), or name another profile with AWS_PROFILE.':
    'AWS の認証情報が無効です。もう一度サインインするか（「aws sso login」）、AWS_PROFILE で別のプロファイルを指定してください。',
  'The credentials may not do that: they need {0}.': '権限が足りません。{0} の権限が必要です。',
  '{0} is too busy: {1}.': '{0} が混み合っています。{1}。',
  '{0}\n({1})': '{0}\n（{1}）',
  'set AWS_REGION, or "region" of the stage in infra/settings.ts':
    'AWS_REGION、または infra/settings.ts のステージの「region」を設定してください',
  'There is no AWS Region: {0}. {1}': 'AWS のリージョンが分かりません。{0}。{1}',
  '{0} answers {1}: {2}': '{0} の応答：{1}（{2}）',
  'AWS does not answer ({0}). Is there a network?':
    'AWS から応答がありません（{0}）。ネットワークの接続を確認してください。',
  'The answer is not from AWS ({0}). Is a proxy between?':
    'AWS からの応答ではありません（{0}）。プロキシの設定を確認してください。',
  'lambda:InvokeFunction on the function {0}': '関数 {0} に対する lambda:InvokeFunction',
  'lambda:InvokeFunction on the function {0} in the account {1}':
    'アカウント {1} の関数 {0} に対する lambda:InvokeFunction',
  '{0} is no delivery of the queue: it has no "connector" with its "headers" and "body".':
    '{0} はキューの通知ではありません。「connector」と「headers」、「body」が必要です。',
  'write --stage {0}': '--stage {0} と書いてください',
  'a stage is named by --stage STAGE': 'ステージは --stage STAGE で指定します',
  'Unknown option {0}: write --stage STAGE. See --help.':
    'オプション「{0}」はありません。ステージは --stage STAGE で指定します。--help をご覧ください。',
  'The command line names two stages, {0}: name one.':
    'ステージが2つ指定されています（{0}）。1つだけ指定してください。',
  '"{0}" is not one of {1}.': '「{0}」はありません。{1} の中から選んでください。',
  'There is no stage "{0}" in infra/settings.ts: {1}': 'infra/settings.ts にステージ「{0}」はありません。{1}。',
};
