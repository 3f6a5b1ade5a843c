/** What EventBridge would refuse in a pattern. */
export const patterns: Readonly<Record<string, string>> = {
  'A pattern is an object, such as {"status": ["paid"]}': 'パターンは {"status": ["paid"]} のように書いてください',
  '"$or" makes more than {0} combinations; split the pattern':
    '「$or」の組み合わせが{0}通りを超えます。パターンを分けてください',
  'An empty object matches nothing; name a field or drop it':
    '中身が空のため、何にも当てはまりません。項目を書くか、削除してください',
  '"{0}" needs a list of what to accept: write [{1}]':
    '「{0}」には当てはまる値のリストが必要です。[{1}] と書いてください',
  '"{0}" accepts nothing; put at least one value into its list':
    '「{0}」のリストが空のため、何にも当てはまりません。値を1つ以上書いてください',
  '"$or" needs two or more patterns, each with at least one field': '「$or」には、項目のあるパターンが2つ以上必要です',
  'A list may not hold a list; write its values one by one':
    'リストの中にリストは書けません。値を1つずつ書いてください',
  'Not a finite number': '有限の数ではありません',
  'A filter names exactly one operator; write several as several elements of the list':
    '1つの要素に書ける演算子は1つだけです。複数のときは、リストの要素を分けてください',
  '"{0}" is no operator; write "{1}"': '「{0}」という演算子はありません。「{1}」と書いてください',
  '"{0}" is no operator; the operators are {1}': '「{0}」という演算子はありません。使える演算子は {1} です',
  '"anything-but" takes a text, a number, a list of texts or of numbers, or one of {0}':
    '「anything-but」には、文字列、数、文字列か数のリスト、または {0} のどれかを書いてください',
  '"anything-but" needs at least one value in its list': '「anything-but」のリストには値が1つ以上必要です',
  '"cidr" takes a network such as "10.0.0.0/24" or "2001:db8::/64": an address, one "/", the number of bits':
    '「cidr」には「10.0.0.0/24」や「2001:db8::/64」のように、アドレス、「/」、ビット数の順にネットワークを書いてください',
  '"wildcard" takes one text, for example "*.png"': '「wildcard」には「*.png」のような文字列を1つ書いてください',
  '"{0}" takes one text, for example "abc"': '「{0}」には「abc」のような文字列を1つ書いてください',
  '"{0}" takes one text, or {"equals-ignore-case": "abc"} alone':
    '「{0}」には、文字列を1つか、{"equals-ignore-case": "abc"} だけを書いてください',
  '"numeric" takes a comparison such as [">", 0], or a range such as [">", 0, "<=", 5], lower bound first':
    '「numeric」には [">", 0] のような比較か、[">", 0, "<=", 5] のような範囲を、下限から先に書いてください',
  '"numeric" has a range whose lower bound is not below its upper one':
    '「numeric」の範囲で、下限が上限より小さくなっていません',
  '"wildcard" knows the escapes \\* and \\\\ only; double every other backslash':
    '「wildcard」で使えるエスケープは \\* と \\\\ だけです。ほかの \\ は2つ重ねて書いてください',
  '"wildcard" may not hold two * in a row; one * already stands for any text':
    '「wildcard」に * を2つ続けて書けません。* は1つで任意の文字列を表します',
  '"wildcard" is too complex; use at most {0} *': '「wildcard」が複雑すぎます。* は{0}個までにしてください',
  '"exists" takes true or false': '「exists」には true か false を書いてください',
};
