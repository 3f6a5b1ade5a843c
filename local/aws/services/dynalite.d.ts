/** The parts of dynalite that run without its HTTP server. */
declare module 'dynalite/db/index.js' {
  export interface Store {
    readonly db: { close(done: (error?: Error) => void): void };
  }
  export function create(options: { createTableMs: number; path?: string }): Store;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  export function toLowerFirst(name: string): string;
  export function checkTypes(input: object, types: object): object;
  export function checkValidations(input: object, types: object, custom: unknown, store: Store): void;
}
