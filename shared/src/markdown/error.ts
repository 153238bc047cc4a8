/** Why a text cannot be read as Markdown. */
export const MARKDOWN_FAULTS = {
  'too-deep':
    'The Markdown nests quotes and lists deeper than 100 levels, or tags deeper than 1,000.',
} as const;

export type MarkdownFault = keyof typeof MARKDOWN_FAULTS;

/** Thrown by `fromMarkdown` alone; `message` is a sentence for people. */
export class MarkdownError extends Error {
  readonly code: MarkdownFault;

  constructor(code: MarkdownFault) {
    super(MARKDOWN_FAULTS[code]);
    this.name = 'MarkdownError';
    this.code = code;
  }
}
