import { array, arrayContains, arrayGetItem, arrayLength, arrayPartition, arrayRange, arrayUnique } from './array.ts';
import { base64Decode, base64Encode, hash } from './encoding.ts';
import { format } from './format.ts';
import type { Intrinsic } from './intrinsic.ts';
import { jsonMerge, jsonToString, stringToJson } from './json.ts';
import { mathAdd, mathRandom, uuid } from './math.ts';
import { stringSplit } from './text.ts';

/** Every intrinsic function of JSONPath machines, by name. */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ['States.Array', array],
  ['States.ArrayContains', arrayContains],
  ['States.ArrayGetItem', arrayGetItem],
  ['States.ArrayLength', arrayLength],
  ['States.ArrayPartition', arrayPartition],
  ['States.ArrayRange', arrayRange],
  ['States.ArrayUnique', arrayUnique],
  ['States.Base64Decode', base64Decode],
  ['States.Base64Encode', base64Encode],
  ['States.Format', format],
  ['States.Hash', hash],
  ['States.JsonMerge', jsonMerge],
  ['States.JsonToString', jsonToString],
  ['States.MathAdd', mathAdd],
  ['States.MathRandom', mathRandom],
  ['States.StringSplit', stringSplit],
  ['States.StringToJson', stringToJson],
  ['States.UUID', uuid],
]);
