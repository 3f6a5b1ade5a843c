import { afterEach, describe, expect, it, vi } from 'vitest';
import { count, logger } from '../../src/aws/logger.ts';

afterEach(() => void vi.restoreAllMocks());

/** What was written while the work was done, parsed. */
function linesOf(work: () => void): Record<string, unknown>[] {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  work();
  return write.mock.calls.map(([text]) => {
    expect(String(text)).toMatch(/^[^\n]+\n$/);
    return JSON.parse(String(text));
  });
}

describe('a log', () => {
  it('has a line for everything that is counted, with its details, and makes no metric of it', () => {
    const [line] = linesOf(() => count('MessageOutcome', { journey: 'welcome', outcome: 'sent', reason: 'none' }));
    expect(line).toEqual({
      timestamp: expect.stringMatching(/Z$/),
      level: 'INFO',
      MessageOutcome: 1,
      journey: 'welcome',
      outcome: 'sent',
      reason: 'none',
    });
    expect(line).not.toHaveProperty('_aws');
  });

  it('tells of an error by name, message and cause, on one line', () => {
    const error = new TypeError('two\nlines', { cause: new RangeError('why') });
    const [alone, beside] = linesOf(() => {
      logger.error('broken', error);
      logger.warn('message failed', { messageId: 'm-1', error });
    });
    const told = { name: 'TypeError', message: 'two\nlines', cause: { name: 'RangeError', message: 'why' } };
    expect(alone).toMatchObject({ level: 'ERROR', message: 'broken', error: told });
    expect(beside).toMatchObject({ level: 'WARN', message: 'message failed', messageId: 'm-1', error: told });
  });
});
