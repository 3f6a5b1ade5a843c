import { AwsError } from './service.ts';

interface Version {
  readonly id: string;
  readonly value: string;
  stages: string[];
}

const [current, previous] = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

/** The versions of a secret's value. Each stage belongs to one of them: the current one, the one before it, or others. */
export class SecretVersions {
  readonly #versions: Version[];

  constructor(id: string, value: string) {
    this.#versions = [{ id, value, stages: [current] }];
  }

  /** The version of that id or stage; the current one without either. @throws AwsError when there is none */
  find(id?: string, stage: string | undefined = id === undefined ? current : undefined): Readonly<Version> {
    const found = this.#versions.find(
      (version) => (id === undefined || version.id === id) && (stage === undefined || version.stages.includes(stage)),
    );
    if (found !== undefined) return found;
    const message = `Secrets Manager can't find the specified secret value for ${id ?? `staging label: ${stage}`}`;
    throw new AwsError('ResourceNotFoundException', message);
  }

  /** Adds a value, which is the current one from now on. */
  put(id: string, value: string): Readonly<Version> {
    this.#versions.push({ id, value, stages: [] });
    this.move(current, id, this.find().id);
    return this.find(id);
  }

  /**
   * Gives a stage to another version. When the current stage moves, the version that had it becomes the previous one.
   * @param from the version that has the stage now
   * @throws AwsError when there is no such version, or another one has the stage
   */
  move(stage: string, to: string, from: string | undefined): void {
    this.find(to);
    const holder = this.#versions.find(({ stages }) => stages.includes(stage));
    if (holder !== undefined && holder.id !== from) {
      throw new AwsError('InvalidParameterException', `RemoveFromVersionId must be ${holder.id}, which has ${stage}.`);
    }
    this.#give(stage, to);
    if (stage === current && holder !== undefined && holder.id !== to) this.#give(previous, holder.id);
  }

  /** The stages of the versions that have any, by id. */
  stages(): Record<string, string[]> {
    const staged = this.#versions.filter(({ stages }) => stages.length > 0);
    return Object.fromEntries(staged.map(({ id, stages }) => [id, stages]));
  }

  #give(stage: string, to: string): void {
    for (const version of this.#versions) {
      version.stages = version.stages.filter((its) => its !== stage);
      if (version.id === to) version.stages.push(stage);
    }
  }
}
