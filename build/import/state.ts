import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

const stateSchema = z.object({
  /** Of the content, of how it is read, and of where it goes. */
  key: z.string(),
  /** The last row that was sent or refused for good. */
  row: z.number(),
  events: z.number(),
  /** The rows that the bus refused for good. */
  refusedByBus: z._default(z.number(), 0),
  /** The size of the last file of rejected rows at that point. */
  rejectedBytes: z.number(),
  /** The names of the files of rejected rows, and a digest of the last one. */
  rejectedFiles: z.optional(z.array(z.string())),
  rejectedDigest: z.optional(z.string()),
});

/** How far an import has come. */
export type ImportState = z.output<typeof stateSchema>;

/** The small file beside an import that remembers how far it came, until it is done. */
export class StateFile {
  readonly path: string;
  readonly #key: string;

  constructor(path: string, key: string) {
    this.path = path;
    this.#key = key;
  }

  /** The state of an interrupted import of the same content; undefined if there is none. */
  read(): ImportState | undefined {
    if (!existsSync(this.path)) return undefined;
    try {
      const state = stateSchema.safeParse(JSON.parse(readFileSync(this.path, 'utf8')));
      return state.success && state.data.key === this.#key ? state.data : undefined;
    } catch {
      return undefined; // half a file says nothing: the import starts from the first row again, which changes nothing
    }
  }

  write(state: Omit<ImportState, 'key'>): void {
    const next = `${this.path}.next`;
    writeFileSync(next, JSON.stringify({ key: this.#key, ...state }));
    renameSync(next, this.path); // a power cut leaves the old one or the new one
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
