/** The continuations of a suspended branch: at most one of the two has an effect, and only while the scope lives. */
export interface Settle<Value> {
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** The life of one or more branches. Once cancelled, whatever waits in it never resumes. */
export class Scope {
  readonly #undo = new Set<() => void>();
  cancelled = false;

  /**
   * Suspends a branch until `start` settles it.
   * @param start begins the waiting and returns how to undo it; undone as soon as it settles or the scope is cancelled
   */
  suspend<Value>(start: (settle: Settle<Value>) => () => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.cancelled) return;
      let open = true;
      let undo: (() => void) | undefined;
      const close = () => {
        open = false;
        this.#undo.delete(close);
        undo?.();
      };
      const settling = (settle: () => void) => {
        if (!open) return;
        close();
        settle();
      };
      this.#undo.add(close);
      undo = start({
        resolve: (value) => settling(() => resolve(value)),
        reject: (reason) => settling(() => reject(reason)),
      });
      if (!open) undo();
    });
  }

  /** Ends everything that waits in this scope, for good. */
  cancel(): void {
    this.cancelled = true;
    for (const undo of [...this.#undo]) undo();
  }
}
