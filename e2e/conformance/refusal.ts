import { expect } from 'vitest';
import { ERRORS, isErrorCode, type ErrorBody, type ErrorCode } from '@weft/shared/protocol/errors';
import { jsonOf, type Answer } from './server-under-test.ts';

/** Asserts that the answer refuses with `code`, in the one shape that refusals have. */
export function expectRefused(answer: Answer, code: ErrorCode): ErrorBody {
  const body = refusalOf(answer);
  expect(body.code).toBe(code);
  return body;
}

/** Asserts that the answer is a refusal from the closed list, whichever it is. */
export function refusalOf(answer: Answer): ErrorBody {
  expect(answer.headers['content-type']).toMatch(/^application\/json/);
  const body = jsonOf(answer) as ErrorBody;
  if (!isErrorCode(body.code)) {
    throw new Error(
      `answered ${answer.status} "${answer.body.toString()}" instead of a documented code`,
    );
  }
  const { status, retry } = ERRORS[body.code];
  expect({ status: answer.status, retry: body.retry }).toEqual({ status, retry });
  expect(body.message).toMatch(/^[A-Z].*\.$/);
  expect(body.requestId).toMatch(/^\S+$/);
  expect(answer.headers['weft-request-id']).toBe(body.requestId);
  const detail = { 'dependencies-missing': ['stateVector'], 'session-gap': ['lastN'] };
  expect(Object.keys(body).sort()).toEqual(
    [
      'code',
      'message',
      'requestId',
      'retry',
      ...((detail as Record<string, string[]>)[body.code] ?? []),
    ].sort(),
  );
  return body;
}
