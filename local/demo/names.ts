/** The name of a demo customer, and the same in the letters of an address. */
export interface PersonName {
  readonly name: string;
  readonly mailbox: string;
}

type Part = readonly [written: string, letters: string];

const japanese = {
  family: parts(
    '佐藤 sato|鈴木 suzuki|高橋 takahashi|田中 tanaka|伊藤 ito|渡辺 watanabe|山本 yamamoto|中村 nakamura|小林 kobayashi|加藤 kato|吉田 yoshida|山田 yamada|佐々木 sasaki|山口 yamaguchi|松本 matsumoto|井上 inoue|木村 kimura|林 hayashi|斎藤 saito|清水 shimizu|山崎 yamazaki|森 mori|池田 ikeda|橋本 hashimoto|阿部 abe|石川 ishikawa|小川 ogawa|前田 maeda|岡田 okada|藤田 fujita|後藤 goto',
  ),
  given: parts(
    '葵 aoi|陽菜 hina|結衣 yui|美咲 misaki|さくら sakura|彩花 ayaka|恵 megumi|直美 naomi|由美子 yumiko|千尋 chihiro|真由 mayu|綾 aya|蓮 ren|陽翔 haruto|大翔 hiroto|悠真 yuma|翔太 shota|健太 kenta|直樹 naoki|大輔 daisuke|拓也 takuya|誠 makoto|浩 hiroshi',
  ),
};

const english = {
  family: parts(
    'Carter|Bennett|Hughes|Morgan|Foster|Reed|Parker|Collins|Murphy|Bailey|Cooper|Richardson|Ward|Brooks|Gray|Price|Hayes|Walsh|Palmer|Barnes|Fisher|Ellis|Dixon',
  ),
  given: parts(
    'Olivia|Emma|Grace|Hannah|Chloe|Nora|Ruby|Alice|Megan|Clara|Oliver|Jack|Henry|Samuel|Thomas|Daniel|Lucas|Owen|Adam',
  ),
};

const german = {
  family: parts('Becker|Hoffmann|Koch|Richter|Klein|Wolf|Neumann|Schwarz|Braun|Krause|Lehmann|Vogel|Keller'),
  given: parts('Lena|Marie|Anna|Julia|Katrin|Sophie|Jonas|Lukas|Felix|Paul|Jan'),
};

/** Any two lists have lengths without a common divisor, and so has the stride with both: no name comes twice too soon. */
const stride = 5;

/**
 * An invented name, put together from common given and family names; different for every number below the number of
 * combinations, and its mailbox for every number.
 * @param number counts the customers from 1
 */
export function personName(number: number, locale: string): PersonName {
  const isJapanese = locale.startsWith('ja');
  const { family, given } = isJapanese ? japanese : locale.startsWith('de') ? german : english;
  const place = number * stride;
  const last = family[place % family.length] ?? nobody;
  const first = given[place % given.length] ?? nobody;
  const round = Math.floor(number / (family.length * given.length));
  return {
    name: isJapanese ? `${last[0]} ${first[0]}` : `${first[0]} ${last[0]}`,
    mailbox: `${first[1]}.${last[1]}${round === 0 ? '' : round + 1}`,
  };
}

const nobody: Part = ['', ''];

/** "佐藤 sato|…": as written, and in letters if those are others. */
function parts(list: string): readonly Part[] {
  return list.split('|').map((entry) => {
    const [written = '', letters = written.toLowerCase()] = entry.split(' ');
    return [written, letters];
  });
}
