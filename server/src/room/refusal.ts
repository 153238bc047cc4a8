import type { ErrorBody, ErrorCode } from '@weft/shared/protocol/errors';

interface RefusalDetail extends Partial<Pick<ErrorBody, 'stateVector' | 'lastN'>> {
  /** Goes into a header: seconds until the same is worth trying again. */
  readonly retryAfterS?: number;
}

/** A request that is answered with an error of the protocol; nothing of it took effect. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ErrorCode;
  /** What the code's answer carries besides: a state vector, a last n, a time. */
  readonly detail: RefusalDetail;

  constructor(code: ErrorCode, detail: RefusalDetail = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.detail = detail;
  }
}
