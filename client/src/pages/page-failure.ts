import type { Failure } from '../sync/ports.ts';

/** Why something could not be done with pages; its code is the server's, or that of a network that is not there. */
export class PageFailure extends Error {
  readonly code: Failure['code'];

  constructor(code: Failure['code']) {
    super(`pages: ${code}`);
    this.name = 'PageFailure';
    this.code = code;
  }
}
