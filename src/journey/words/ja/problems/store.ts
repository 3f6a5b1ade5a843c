/** The settings of the store. */
export const store: Readonly<Record<string, string>> = {
  'the store': 'ストアの設定',
  '"{0}" is no {1}': '「{0}」は {1} として読めません',
  'write a duration such as "{0}"': '「{0}」のように期間を書いてください',
  'stale after is too long': 'stale after が長すぎます',
  'write at most "14 days"': '「14 days」以下にしてください',
  'list languages such as "[en, ja]"; the first is the fallback':
    '「[en, ja]」のように言語を並べてください（合う言語がないときは最初のものを使います）',
  'quiet hours from {0} to {1} cover the day': '配信を控える時間帯（{0} から {1}）が日中にかかっています',
  'quiet hours from {0} to {1} leave the night open': '配信を控える時間帯（{0} から {1}）に夜間が含まれていません',
  'write "{0}", unless marketing is meant to go at other times': '夜間を控える場合は「{0}」と書いてください',
  'one customer may get {0} marketing messages in a day': '1人のお客様に1日{0}通まで販促メッセージが届きます',
  'write 1, or {0} at most': '1（多くても{0}）にしてください',
  'the link of {0} leads to {1}': '{0} のリンク先が {1} になっています',
  'write it as "{0}: {1}"': '「{0}: {1}」と書いてください',
  '{0} is the first page of {1}, where nobody writes a review':
    '{0} は {1} のトップページで、レビューを書くページではありません',
  '"{0}" is no language': '「{0}」という言語はありません',
  'locales names no language': 'locales に言語がありません',
  'list what the shop verifies at sign-up, such as "[email]"; there are {0}':
    '会員登録時に確認するものを「[email]」のように並べてください（{0} があります）',
  '"{0}" is no address': '「{0}」は宛先の種類ではありません',
  'write "double opt-in: [email]", or leave it out': '「double opt-in: [email]」と書くか、省略してください',
  '"double opt-in" needs the journey "{0}"': '「double opt-in」には、ジャーニー「{0}」が必要です',
  'restore the folder "{0}", or leave "double opt-in" out':
    'フォルダー「{0}」を元に戻すか、「double opt-in」を省略してください',
  '"{0}" is nothing that a mail can confirm': '「{0}」はメールで確認できません',
  'write one such as "ja"': '「ja」のように書いてください',
  'say who the messages are from': '差出人を書いてください',
  'write it in {0}': '{0} で書いてください',
  '"public holidays" closes no day in {0}: there is no list of them':
    '「public holidays」と書いても、祝日の一覧がない国（{0}）では休みになりません',
  'write the days themselves as well, such as "12-31" or "2027-01-02"':
    '「12-31」や「2027-01-02」のように、日付も書き加えてください',
  'write two clock times, such as "21:00 to 08:00"': '「21:00 to 08:00」のように、2つの時刻を書いてください',
  '"{0}" are no quiet hours': '「{0}」は配信を控える時間帯として読めません',
  'write "hours: { email: 10:00 to 19:00, not on: [Sunday, public holidays] }"':
    '「hours: { email: 10:00 to 19:00, not on: [Sunday, public holidays] }」のように書いてください',
  'write two clock times of one day, such as "10:00 to 19:00"':
    '「10:00 to 19:00」のように、同じ日の2つの時刻を書いてください',
  '"{0}" are no hours to send in': '「{0}」は配信時間帯として読めません',
  'write a weekday, "public holidays", a day of every year such as "12-31", or one such as "2027-01-02"':
    '曜日（Sunday など）、「public holidays」（祝日）、毎年の日付「12-31」、特定の日付「2027-01-02」のいずれかを書いてください',
  '"{0}" is no day without sending': '「{0}」は配信しない日として読めません',
  'write "topics: { offers: { per week: 2 } }"': '「topics: { offers: { per week: 2 } }」のように書いてください',
  'write "{0}: { per day: 1, per week: 3 }"': '「{0}: { per day: 1, per week: 3 }」のように書いてください',
  '"{0}: {1}" is more than "{2}: {3}"': '「{0}: {1}」が「{2}: {3}」を上回っています',
  'lower the first, or raise the second': '前者を減らすか、後者を増やしてください',
  'write "channels: { prefer: cheapest, {0}: { at most: 0.10 USD } }"':
    '「channels: { prefer: cheapest, {0}: { at most: 0.10 USD } }」のように書いてください',
  'write "prices: { GB: 0.04 USD }"': '「prices: { GB: 0.04 USD }」のように書いてください',
  '"{0}" is no country': '「{0}」という国コードはありません',
  'write an ISO 3166 code such as "JP", or "{0}"': '「JP」のような国コード（ISO 3166）か、「{0}」を書いてください',
  'write a price such as "0.10 USD"': '「0.10 USD」のように料金を書いてください',
  '"{0}" is no price in US dollars': '「{0}」は米ドルの料金として読めません',
  'write "gaps: { email: 16 hours }"': '「gaps: { email: 16 hours }」のように書いてください',
  '"{0}" is too long a gap': '間隔「{0}」が長すぎます',
  'write at most "30 days", or "none"': '「30 days」以下か、「none」と書いてください',
  'write "caps: { marketing per day: 1 }"': '「caps: { marketing per day: 1 }」のように書いてください',
  'write a number, such as 1': '1 のような数を書いてください',
  'write "retention: { history: 3 years }", from 400 days to 10 years':
    '「retention: { history: 3 years }」のように、400日から10年までで書いてください',
  '"{0}" is no time to keep history for': '「{0}」は記録の保存期間として読めません',
  'write "sending: { spread: 15 minutes }"': '「sending: { spread: 15 minutes }」のように書いてください',
  'write a duration of at most {0} minutes, such as "15 minutes", or "none"':
    '「15 minutes」のような{0}分以内の期間か、「none」と書いてください',
  '"{0}" is too long a spread': 'spread が「{0}」では長すぎます',
  'write "logo: { image: https://shop.example.com/logo.png, width: 160, height: 40 }"':
    '「logo: { image: https://shop.example.com/logo.png, width: 160, height: 40 }」のように書いてください',
  'write "hero: { image: https://shop.example.com/hero.jpg, alt: { {0}: … } }"':
    '「hero: { image: https://shop.example.com/hero.jpg, alt: { {0}: … } }」のように書いてください',
  'write "reviews: { at: own shop }", or "reviews: { at: google, url: https://… }"':
    '「reviews: { at: own shop }」か「reviews: { at: google, url: https://… }」のように書いてください',
  'reviews at {0} have no "url"': '{0} のレビューに「url」がありません',
  'write the address of the page where one is written': 'レビューを書くページのアドレスを書いてください',
  'write one such as "https://shop.example.com/guide"': '「https://shop.example.com/guide」のように書いてください',
  '"{0}" is no address of a page': '「{0}」はページのアドレスではありません',
  'write the address of a PNG, JPEG or GIF, such as "https://shop.example.com/logo.png"':
    '「https://shop.example.com/logo.png」のように、PNG、JPEG、GIF のアドレスを書いてください',
  '"{0}" is not secure, and mail programs load pictures from https:// only':
    '「{0}」は安全な接続ではなく、メールソフトは https:// の画像しか表示しません',
  '"{0}" is no address of a picture': '「{0}」は画像のアドレスではありません',
  '"{0}" is a picture in {1}, which not every mail program shows':
    '「{0}」は {1} 形式の画像で、表示できないメールソフトがあります',
  '"{0}" is no name of a field': '「{0}」は項目の名前になりません',
  'write its path in the event, such as order.giftWrap':
    '「order.giftWrap」のように、イベントの中での位置を書いてください',
  '"{0}" is a field of docs/events.md': '「{0}」は docs/events.md にある項目です',
  'drop it: conditions know it already': '条件ではもう使えます。削除してください',
  'nothing can be beside or below "{0}"': '「{0}」の横や下には項目を置けません',
  'fields inside a list are not stored': '一覧の中の項目は保存されません',
  '"{0}" is no kind of field': '「{0}」という項目の種類はありません',
  '{0}; or list the texts that it may be: [web, store]':
    '{0}。または、取り得る文字を [web, store] のように並べてください',
  'write "news: { name: { en: News, ja: ニュース }, purpose: marketing }"':
    '「news: { name: { en: News, ja: ニュース }, purpose: marketing }」のように書いてください',
  'write "colour: { kind: choices, question: { en: …, ja: … }, options: { red: { en: Red, ja: 赤 } } }"':
    '「colour: { kind: choices, question: { en: …, ja: … }, options: { red: { en: Red, ja: 赤 } } }」のように書いてください',
  'survey "{0}"': 'アンケート「{0}」',
  '"{0}" is no name of a survey or an option': '「{0}」はアンケートや選択肢の名前になりません',
  'write "kind:" and {0}': '「kind:」に続けて {0} と書いてください',
  '{0} is answered by a score, and has no options': '{0}は点数で回答するため、選択肢を持てません',
  'drop "options"': '「options」を削除してください',
  '{0} has fewer than two options': '{0}の選択肢が2つより少なくなっています',
  'topic "{0}"': 'トピック「{0}」',
  '"{0}" is no name of a topic': '「{0}」はトピックの名前になりません',
  'the topic "{0}" is always {1}': 'トピック「{0}」の purpose は常に {1} です',
  'give the other topic another name': '別のトピックには別の名前を付けてください',
  'write "fields:" above them': '上に「fields:」と書いてください',
  '"{0}" is within the quiet hours ({1} to {2}): no marketing would ever go by {3}':
    '「{0}」はすべて配信を控える時間帯（{1} から {2}）の中にあり、{3} の販促が一切送られません',
  'write times between {0} and {1}, or change the quiet hours':
    '{0} から {1} までの時刻を書くか、「quiet hours」を変更してください',
  '"{0}" and the quiet hours leave {1} of a day for marketing by {2}':
    '「{0}」のうち配信を控える時間帯に入らないのは1日「{1}」だけで、{2} の販促がほとんど送られません',
  '{0} to {1}': '{0} to {1}',
  '"not on" names all seven weekdays: no marketing would ever go':
    '「not on」に7つの曜日がすべて書かれており、販促が一切送られません',
  'leave a weekday out': '配信する曜日を除いてください',
  'marketing rests for {0} days in a row, and what falls due as they begin is dropped: a message is held for {1} at most ("stale after")':
    '販促を送らない日が{0}日続きます。保留の上限（「stale after」）が「{1}」のため、その初めに予定されたメッセージは送られません',
  'leave a weekday out, or write "stale after: {0} days"':
    '配信する曜日を増やすか、「stale after: {0} days」と書いてください',
  '"stale after" ({0}) is no longer than {1} ({2}): marketing that has to wait longer is dropped':
    '「stale after」（{0}）が {1}（{2}）以下です。それより長く待つ販促は、送られずに破棄されます',
  'the quiet hours': '配信を控える時間帯',
  'the gap of {0}': '{0} の間隔',
  'write a longer "stale after", or shorten the other': '「stale after」を長くするか、もう一方を短くしてください',
  '"{0}: {1}" of {2} is never reached: its gap of {3} and the hours of a day let {4} through':
    '{2} の「{0}: {1}」には届きません。間隔が「{3}」で、1日の配信時間では{4}通までになります',
  '"{0}: {1}" of {2} is never reached: its gap of {3} lets {4} through':
    '{2} の「{0}: {1}」には届きません。間隔が「{3}」のため、{4}通までになります',
  'write at most {0}, or shorten the gap': '{0}以下にするか、間隔を短くしてください',
  '"{0}: {1}" of {2} is never reached: "marketing {3}" is {4}':
    '{2} の「{0}: {1}」には届きません。「marketing {3}」が{4}です',
  'write at most {0}, or raise the other': '{0}以下にするか、もう一方を増やしてください',
  '"attribution window" ({0}) is longer than history is kept ({1})':
    '「attribution window」（{0}）が履歴の保存期間（{1}）を超えています',
  'write a shorter one, such as "5 days"': '「5 days」のように短くしてください',
  '"{0} to {1}" of {2}, with the rules of {3} and the quiet hours, leaves no time at all: none goes there':
    '{2} の「{0} to {1}」では、{3} の規則と配信を控える時間帯を除くと送れる時間がなく、一切送られません',
  'write times between 08:00 and 20:00': '08:00 から 20:00 までの時刻を書いてください',
  '"at most" is 0: no message would ever go by {0}': '「at most」が 0 のため、{0} では一切送られません',
  'write a price such as "0.10 USD", or leave {0} out of "channels" of the messages':
    '「0.10 USD」のように料金を書いてください。{0} を使わない場合は、メッセージの「channels」から外してください',
  'a part of a message by {0} costs {1} USD {2}, more than "at most" allows: none goes there':
    '{0} の1通分の料金は {2} {1} USD で、「at most」を超えるため送られません',
  'nobody knows what a part of a message by {0} costs in {1}: "at most" lets every message go there':
    '{1} では {0} の1通分の料金が分からないため、「at most」があってもすべて送られます',
  'nobody knows what a part of a message by {0} costs in {1}: "prefer: cheapest" takes it for the dearest there':
    '{1} では {0} の1通分の料金が分からないため、「prefer: cheapest」では最も高いものとして扱われます',
  'name the price that your bill shows under "prices" of {0}, such as "prices: { {1}: 0.04 USD, elsewhere: 0.15 USD }"; "elsewhere" is for all other countries':
    '請求書で料金を確かめ、{0} の「prices」に「prices: { {1}: 0.04 USD, elsewhere: 0.15 USD }」のように書いてください。「elsewhere」はそのほかの国すべての料金です',
  everywhere: 'どの国でも',
  'in {0}': '{0} では',
  'write "at most: {0} USD" or more, or leave {1} out of the "channels" of the messages':
    '「at most: {0} USD」以上にするか、メッセージの「channels」から {1} を外してください',
  'no journey sends anything of the topic "{0}", and customers can choose it':
    'トピック「{0}」はお客様の設定ページに表示されますが、使っているジャーニーがありません',
  'write "topic: {0}" in a journey, or leave it out':
    'ジャーニーに「topic: {0}」と書くか、このトピックを削除してください',
  'with "double opt-in" nobody who signs up has confirmed it yet when this is due: it goes to none of them':
    '「double opt-in」では、この時点で登録を確認済みのお客様がいないため、フォームから登録された方には送られません',
  'begin with a wait, such as "- wait: 1 day, at 10:00"':
    '「- wait: 1 day, at 10:00」のような待ち時間から始めてください',
};
