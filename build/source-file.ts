import { readFileSync } from 'node:fs';
import { JourneyError, type Problem } from '../src/journey/reading/problem.ts';
import { type Saying, say } from '../src/journey/reading/saying.ts';
import { EncodingTrial } from './import/reading/encoding.ts';

/**
 * The text of a file under statemachines/, whatever editor wrote it: without a byte order mark, each line ended by \n.
 * @param name as problems name it
 * @throws JourneyError when it is not UTF-8
 */
export function readSourceFile(file: string, name: string): string {
  const bytes = bytesOf(file, name);
  if (bytes.includes(0)) throw unreadable(name, say`the file is not UTF-8 (it may be UTF-16)`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw unreadable(name, say`the file is not UTF-8 (it may be ${encodingOf(bytes)})`);
  }
}

/** The encoding that Japanese editors save in, beside UTF-8. */
function encodingOf(bytes: Buffer): 'EUC-JP' | 'Shift_JIS' {
  const trial = new EncodingTrial('euc-jp');
  trial.take(bytes);
  trial.take();
  return trial.fits ? 'EUC-JP' : 'Shift_JIS';
}

function bytesOf(file: string, name: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const message = code === 'EISDIR' ? say`this is a folder` : say`the file cannot be read (${code})`;
    throw unreadable(name, message, say`put a text file in its place`);
  }
}

function unreadable(file: string, message: Saying, suggestion: Saying = say`save it as UTF-8`): JourneyError {
  return new JourneyError([problemOfFile(file, message, suggestion)]);
}

/** A problem of a whole file, or of one that is missing. */
export function problemOfFile(file: string, message: Saying, suggestion: Saying): Problem {
  return { file, line: 1, column: 1, text: '', sourceLine: '', message, suggestion };
}
