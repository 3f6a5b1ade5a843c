/** The option that names the stage, in every command that asks one. */
export const stageOption = { stage: { type: 'string' } } as const;

/** The lines of a command's help about the function that does it. */
export function wayTo(functionName: string): readonly string[] {
  return [
    `The stage's function ${functionName} does the work: the credentials of the AWS CLI (AWS_PROFILE, AWS_REGION)`,
    'need lambda:InvokeFunction on it. AWS_ENDPOINT_URL=http://127.0.0.1:4310 selects "npm start" on this machine.',
  ];
}
