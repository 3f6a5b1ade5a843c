/**
 * What few calls need, made when the first of them does and kept. Its code is loaded all the same, but a client of an AWS
 * service takes a millisecond or more to be made.
 */
export function onFirstUse<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
