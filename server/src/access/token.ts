import { createHash, timingSafeEqual } from 'node:crypto';

/** The cookie that carries the access token after a visit with `?token=`. */
export const TOKEN_COOKIE = 'weft_token';

/** What an `Authorization` header bears. */
export function bearerOf(header = ''): string | undefined {
  return /^Bearer (.+)$/.exec(header)?.[1];
}

/** Whether `given` is the token, in a time that tells nothing about where they differ. */
export function isToken(token: string, given: string | undefined): boolean {
  if (given === undefined) return false;
  return timingSafeEqual(digest(token), digest(given));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
