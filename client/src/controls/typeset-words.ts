import type { Typeset } from '../editor/maths/typeset.ts';
import { message } from '../words/messages.ts';

/** What there is to say about TeX that could not be drawn; nothing where it is drawn. */
export function typesetWords(result: Typeset): string {
  if (result.outcome === 'wrong') return message('equation.wrong', { why: result.reason });
  if (result.outcome === 'large') return message('equation.large');
  return result.outcome === 'unloaded' ? message('equation.unloaded') : '';
}
