/** Frames of a stack that one line carries. */
const MAX_FRAMES = 12;
const MAX_MESSAGE_LENGTH = 200;

/**
 * What a line may say of an error: its name, code, message and where it was thrown. What stands in quotation marks in a
 * message may be what somebody wrote (a parser's complaint quotes its input), and is left out.
 */
export function faultFields(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const { code } = error as NodeJS.ErrnoException;
  return {
    error: error.name,
    errorCode: typeof code === 'string' ? code : undefined,
    message: withoutQuotes(error.message),
    cause: error.cause instanceof Error ? withoutQuotes(error.cause.message) : undefined,
    stack: frames
      .slice(0, MAX_FRAMES)
      .map((line) => line.trim())
      .join(' | '),
  };
}

function withoutQuotes(message: string): string {
  return message.replace(/(["'`‘“])[^]*(?:["'`’”]|$)/g, '$1…$1').slice(0, MAX_MESSAGE_LENGTH);
}
