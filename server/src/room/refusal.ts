import type { ErrorBody, ErrorCode } from '@weft/shared/protocol/errors';

type RefusalDetail = Partial<Pick<ErrorBody, 'stateVector' | 'lastN'>>;

/** A request that is answered with an error of the protocol; nothing of it took effect. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ErrorCode;
  /** What the code's answer carries besides: a state vector, a last n. */
  readonly detail: RefusalDetail;

  constructor(code: ErrorCode, detail: RefusalDetail = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.detail = detail;
  }
}
