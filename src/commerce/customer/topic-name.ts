/** True for a valid name of a topic: it is part of keys. */
export function isTopicName(name: string): boolean {
  return /^[a-z][a-z0-9-]{1,39}$/.test(name);
}
