/** Typesets TeX where nobody waits for it, and tells how much came of it. */
import katex from 'katex';
import { KATEX_SETTINGS } from './katex-settings.ts';
import type { TrialAnswer } from './tex-trial.ts';

function trial(tex: string): TrialAnswer {
  try {
    return katex.renderToString(tex, KATEX_SETTINGS).length;
  } catch (error) {
    // What is wrong with it is found again, and said, where it is shown.
    return error instanceof katex.ParseError ? 0 : -1;
  }
}

addEventListener('message', ({ data }: MessageEvent<string>) => postMessage(trial(data)));
postMessage('ready' satisfies TrialAnswer);
