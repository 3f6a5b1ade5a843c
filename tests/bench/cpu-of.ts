/** Milliseconds of CPU, user and system, that all threads of this process have taken so far. */
export function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of CPU that all threads of this process take while something is done. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = cpuNow();
  await work();
  return cpuNow() - before;
}
