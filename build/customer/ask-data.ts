import type {
  DataRequest,
  ErasureReport,
  ExportPage,
  FoundCustomer,
  NothingHeld,
} from '../../src/model/data-request.ts';
import type { LetterSearch } from '../../src/model/dead-letters.ts';
import { invoke } from '../stage/invoke.ts';
import type { Stage } from '../stage/stage.ts';

/** The function's answer to each request. */
interface Answers {
  readonly find: FoundCustomer | NothingHeld;
  readonly erase: ErasureReport;
  readonly letters: LetterSearch;
  readonly export: ExportPage;
}

/**
 * Lets the stage's function `manage-data` do something.
 * @throws CommandError when it cannot be asked or could not do it, with what to do
 */
export async function askManageData<Do extends DataRequest['do']>(
  stage: Stage,
  request: Extract<DataRequest, { readonly do: Do }>,
): Promise<Answers[Do]> {
  return (await invoke(stage, 'manage-data', request, request.do === 'erase')) as Answers[Do]; // as the use case answers
}
