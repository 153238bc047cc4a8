import { Refusal } from '../refusal.ts';

/** What a promise is refused with; fails when it is not, or is rejected with anything else. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const outcome: unknown = await promise.then(
    () => new Error('not refused'),
    (error: unknown) => error,
  );
  if (outcome instanceof Refusal) return outcome;
  throw outcome;
}

/** The code that a promise is refused with. */
export const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  (await refusalOf(promise)).code;
