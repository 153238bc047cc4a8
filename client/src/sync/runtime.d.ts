/**
 * What every JavaScript runtime has besides the language itself. The sync engine is compiled without the
 * types of browsers and of Node, so that it can only reach the world through its ports; these remain.
 */
interface AbortSignal {
  readonly aborted: boolean;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare function clearInterval(handle: unknown): void;
