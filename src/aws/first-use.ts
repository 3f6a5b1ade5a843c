/**
 * A value for few calls, made by the first of them and kept. Its code is loaded all the same, but a client of an AWS
 * service takes a millisecond or more to make.
 */
export function onFirstUse<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The same of what is waited for. What failed is forgotten, and made again by the next call. */
export function onFirstWait<Arguments extends readonly unknown[], Value>(
  make: (...args: Arguments) => Promise<Value>,
): (...args: Arguments) => Promise<Value> {
  let made: Promise<Value> | undefined;
  return (...args) => {
    if (made === undefined) {
      made = make(...args);
      made.catch(() => {
        made = undefined;
      });
    }
    return made;
  };
}
