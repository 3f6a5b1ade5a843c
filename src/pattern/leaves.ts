import { isObject, type Scalar } from './operators/operator.ts';

/** Which element of which array a leaf was found in. */
export type Membership = ReadonlyMap<readonly unknown[], number>;

/** A scalar of the event together with the array elements on the way to it. */
export interface Leaf {
  value: Scalar;
  within: Membership;
}

const nowhere: Membership = new Map();

/** Every leaf at a path of the event, arrays on the way unfolded. A key with dots is the same as nested objects. */
export function leavesAt(event: unknown, path: readonly string[]): Leaf[] {
  const found: Leaf[] = [];
  collect(event, path, 0, nowhere, found);
  return found;
}

function collect(node: unknown, path: readonly string[], depth: number, within: Membership, found: Leaf[]): void {
  if (Array.isArray(node)) {
    node.forEach((element, index) => {
      collect(element, path, depth, new Map(within).set(node, index), found);
    });
  } else if (isObject(node)) {
    let key = '';
    for (let next = depth; next < path.length; next++) {
      key = next === depth ? (path[next] ?? '') : `${key}.${path[next]}`;
      if (Object.hasOwn(node, key)) collect(node[key], path, next + 1, within, found);
    }
  } else if (depth === path.length && isScalar(node)) {
    found.push({ value: node, within });
  }
}

function isScalar(node: unknown): node is Scalar {
  return node === null || ['string', 'number', 'boolean'].includes(typeof node);
}
