/**
 * The words in which customers refuse texts, beside the keywords. A plain refusal is the whole text, however it is wrapped in
 * courtesy. A short text that begins with words for stopping is one in doubt, unless it asks something or goes on about an
 * order: then nobody would answer it.
 */

/** The length of a plain refusal, and of a text in doubt, in characters: a longer one is a letter to the shop. */
const mostPlain = 80;
const mostInDoubt = 24;

const message =
  '(?:TE?XTS?|MESSAGES?|MSGS?|SMS|SPAM|ADS?|MARKETING|ALERTS?|NOTIFICATIONS?|PROMO(?:TION)?S?|OFFERS?|NEWSLETTERS?)';

/** What may follow a word for stopping where it is about messages. */
const aboutMessages = `(?: (?:${[
  message,
  'IT|THIS|THESE|THEM|ALL|ANY|MORE|EVERYTHING|ANYTHING|THE|YOUR|OUR|MY|ME|US|TO|FROM|OF|ON',
  'TE?XTING|MESSAGING|SENDING|CONTACTING|SPAMMING|BOTHERING|HARASSING',
  'NUMBER|PHONE|MOBILE|LIST|MAILING|SUBSCRIPTION|CONSENT|YOU|HERE|STUFF|THINGS',
].join('|')}))*`;

const courtesy = 'PLEASE|PLS|PLZ|KINDLY|JUST';
const beginning = [
  '(?:(?:HI|HELLO|HEY|THERE|OK|OKAY|SORRY|NO|NOPE|THANKS?|THANK YOU) )*',
  `(?:(?:${courtesy}) )*`,
  '(?:(?:I (?:WANT|WISH|NEED|WOULD LIKE|D LIKE) TO|I WANNA|(?:CAN|COULD|WILL|WOULD) (?:YOU|U|I)|TE?XT|REPLY|I SAID) )?',
  `(?:(?:${courtesy}) )*`,
].join('');
const ending = `(?: (?:${courtesy}|NOW|THANKS?|THANK YOU|ALREADY|IMMEDIATELY|FOREVER|AT ONCE|TODAY|AGAIN|ANY ?MORE|EVER|ASAP))*`;

const negation = '(?:DO NOT|DON T|DONT|NEVER)(?: EVER)?';
const plainEnglish = new RegExp(
  `^${beginning}(?:${[
    `STOPP?${aboutMessages}`,
    'STOP ?(?:2|TO) ?(?:END|QUIT|STOP)',
    `UNSUB(?:SCRIBE)?${aboutMessages}`,
    `OPT(?: (?:ME|US))? ?OUT${aboutMessages}`,
    `(?:TAKE|GET) (?:ME|US|MY NUMBER|THIS NUMBER) OFF${aboutMessages}`,
    `(?:REMOVE|DELETE) (?:ME|US|MY NUMBER|MY PHONE(?: NUMBER)?|THIS NUMBER)${aboutMessages}`,
    'NO MORE',
    `NO(?: MORE)? ${message}${aboutMessages}`,
    `${negation} (?:TE?XT|MESSAGE|MSG|SMS|CONTACT|SPAM|BOTHER)${aboutMessages}`,
    `${negation} SEND(?: ME| US)?(?: ANY| MORE| THESE| YOUR| SUCH)* (?:${message}|ANYTHING)${aboutMessages}`,
    `I (?:DO NOT|DON T|DONT|NO LONGER) (?:WANT|NEED|WISH)(?: TO)?(?: GET| RECEIVE| HAVE)?(?: ANY| MORE| YOUR| THESE| SUCH)* ${message}${aboutMessages}`,
    `(?:I )?(?:REVOKE|WITHDRAW)(?: (?:MY|ALL|ANY|CONSENT|PERMISSION))*`,
    '(?:I M |I AM )?NOT INTERESTED',
    'LEAVE ME ALONE|GO AWAY',
    // Spanish and Portuguese, German, French, Italian, Chinese, Korean
    'PARAR|PARE|BAJA|DAR(?:ME)? DE BAJA|ALTO|CANCELAR|SAIR',
    'ABMELDEN|ABBESTELLEN|AUSTRAGEN|(?:ME )?DESABONNER|(?:ME )?DESINSCRIRE|DESINSCRIPTION|DISISCRIVI(?:MI)?',
    '退订|退訂|取消订阅|取消訂閱|수신 ?거부',
  ].join('|')})${ending}$`,
  'u',
);

/** What follows a word for stopping that is about something else: a visit, a watch, a parcel. */
const otherSubject = `(?: (?:BY|AT|IN|ON|OVER|OFF|HERE|THERE|NEAR|FOR|UNTIL|TILL?|BEFORE|WATCH(?:ES)?|SIGNS?|LOSS|WHEN|AN?)|(?: (?:THE|MY|THIS|THAT|AN?|ANY|OUR))? (?:ORDERS?|PARCELS?|PACKAGES?|DELIVER(?:Y|IES)|DELIVERING|SHIPMENTS?|SHIPPING|PAYMENTS?|REFUNDS?|RETURNS?|COURIERS?|DRIVERS?))(?![A-Z0-9])`;

const openingEnglish = new RegExp(
  `^(?:(?:${courtesy}) )?(?:${[
    'STOP ?ALL',
    `STOPP?(?!${otherSubject})`,
    'UNSUB(?:SCRIBE)?',
    'OPT ?OUT',
    'OPT ME OUT',
    `(?:DO NOT|DON ?T|NEVER) (?:TE?XT|MESSAGE|SMS|CONTACT)(?!${otherSubject})`,
    'NO MORE (?:TE?XTS?|MESSAGES?|SMS)',
    'CANCEL (?:MY |THE )?(?:SUBSCRIPTION|TEXTS|MESSAGES|SMS)',
  ].join('|')})(?= |$)`,
  'u',
);

/** Questions, by how they begin or end, or by the word that asks. */
const asks =
  /^(?:HOW|WHAT|WHEN|WHERE|WHY|WHO|WHICH|IS|ARE|DO(?! NOT)|DOES|DID|CAN|COULD|MAY|WILL)(?![A-Z0-9])|(?:か|かな|かね|かしら|のは|とは)$|いつ|どこ|どう|どれ|何|なに|なぜ|方法|教えて|いくら/u;

/** A request has the form of a question too: 停止していただけますか. */
const requestJapanese = '(?:もら|貰|いただ|頂|くれ|くださ|下さ)';

const request = new RegExp(`て${requestJapanese}`, 'u');

/** What messages are called in front of a word for stopping: SMS停止, メールの配信を停止. */
const namesOfMessages =
  '(?:もう|今後[はの]?|これ以上[はの]?|以後|二度と)?(?:(?:この)?(?:SMS|(?:ショート)?メール|メルマガ|(?:ショート)?メッセージ|DM|お?知らせ|ご?案内|ご?連絡|通知|広告|宣伝)[のをはも]?)*(?:(?:配信|受信|送信|送付|登録)[のをはも]?)?';

/** How a request ends: して下さい, したい, します; not した, しません, している, しておいた. */
const doing = `し(?:たい(?!商品)|ます(?!か)|よう|ろ|て(?:$|ね|よ|[ぁ-ん]?(?:${requestJapanese}|ほし|欲し)|お(?:いて|き)|${requestJapanese}))|する(?:よ|わ|ので|から|ね)?$|せよ`;
const wishing = 'を?(?:ご?希望|お?願|ご?依頼|お?頼み)|で(?:お?願|お?頼|す$|$)|を?(?:ください|下さい)';
const quitting = `て(?:$|ね|よ|${requestJapanese}|ほし|欲し|お(?:いて|き))|たい(?!商品)|ます(?!か)|ろ$|る$`;
const sendingNot = 'な(?:いで|くて(?:いい|良い|よい|結構|大丈夫|も))';

const plainJapanese = new RegExp(
  `^${namesOfMessages}(?:${[
    '(?:不要|必要(?:ない|無い|ありません)|いらない|要らない|いりません|要りません|いらん|結構|もういい|もう結構|迷惑(?:メール)?|うざい|しつこい)',
  ].join('|')})(?:です|だ|でございます|なの)?(?:ので|から|よ|ね|わ|んで|けど|が)?$`,
  'u',
);

const openingJapanese = new RegExp(
  `^${namesOfMessages}(?:${[
    `(?:停止|中止|拒否|解除|退会|解約|STOP|ストップ|オプトアウト)を?(?:${doing}|${wishing}|$)`,
    `(?:やめ|止め|辞め)(?:${quitting})`,
    `(?:送ら|送(?:って|信して)(?:こ|来)|送信し|配信し|連絡し|送りつけ|よこさ)${sendingNot}`,
    '送(?:る|信する|ってくる)(?:な|の(?:を|は)?(?:やめ|止め))',
  ].join('|')})`,
  'u',
);

/** With these as its first sentence a text is an opt-out, whatever it says after that. */
const strongWords =
  /^(?:STOP(?: ALL)?|UNSUBSCRIBE|UNSUB|OPT ?OUT|停止|配信停止|配信解除|受信拒否|ストップ|オプトアウト)$/u;

/** What people add to a refusal. */
const addition =
  /^(?:お願い(?:し|いたし|致し)ます|すみません|すいません|ごめんなさい|ありがとう(?:ございま(?:す|した))?|(?:THANKS?|THANK YOU|SORRY|HI|HELLO|PLEASE))$/u;

/**
 * True if a line of a text refuses more texts.
 * @param isKeyword whether a sentence of it is one of the keywords
 */
export function refuses(line: string, isKeyword: (sentence: string) => boolean): boolean {
  if (isKeyword(line) || isRefusal(line, /[?？]/u.test(line))) return true;
  const sentences = line.split(/[.。．!！?？,、，\u2026]+|…/u).filter((sentence) => spelt(sentence) !== '');
  const [first = ''] = sentences;
  if (sentences.length < 2) return false;
  if (strongWords.test(spelt(first))) return true;
  const own = sentences.filter((sentence) => !addition.test(compact(sentence)) && !addition.test(spelt(sentence)));
  return own.length > 0 && own.every((sentence) => isKeyword(sentence) || isRefusal(sentence, /[?？]/u.test(line)));
}

function isRefusal(sentence: string, isQuestion: boolean): boolean {
  const [words, characters] = [spelt(sentence), compact(sentence)];
  if ([...words].length > mostPlain) return false;
  if (plainEnglish.test(words) || plainJapanese.test(characters)) return true;
  if ([...words].length > mostInDoubt) return false;
  if (!request.test(characters) && (isQuestion || asks.test(words))) return false;
  return openingEnglish.test(words) || openingJapanese.test(characters);
}

/** The words in capitals, with one space for whatever is between them; without accents, but with the marks of Japanese. */
function spelt(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[[\p{M}\p{Cf}]--[\u3099\u309A]]/gv, '')
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function compact(text: string): string {
  return spelt(text).replaceAll(' ', '');
}
