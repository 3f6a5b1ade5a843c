declare module 'asl-validator' {
  /** What is wrong with a machine: from the schema, or from the checks beyond it. */
  type Fault = { readonly message?: string } | { readonly 'Error code': string; readonly Message: string };

  export default function validate(
    definition: unknown,
    options: { readonly checkPaths: boolean; readonly checkArn: boolean },
  ): { readonly isValid: boolean; readonly errors: readonly Fault[] };
}
