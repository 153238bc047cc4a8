import { expect, test } from 'vitest';
import { isHarmless } from './tex-limits.ts';

test('MATH-3 what people write is typeset at once', () => {
  for (const tex of [
    '',
    'E = mc^2',
    String.raw`\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}`,
    String.raw`\begin{pmatrix} a & b \\ c & d \end{pmatrix} \cdot \left( \frac{1}{\sqrt{2}} \right)`,
    String.raw`f(x) = \begin{cases} \frac{a}{b} & x > 0 \\ 0 & \text{otherwise} \end{cases}`,
    String.raw`\{\{\{\{\{\{\{\{\{\{ \ell \longrightarrow \lettergroup`,
  ]) {
    expect([tex, isHarmless(tex)]).toEqual([tex, true]);
  }
});

test('MATH-3 what is long, deep or defines macros is tried first', () => {
  for (const tex of [
    'x+'.repeat(1000),
    `${'{'.repeat(9)}x${'}'.repeat(9)}`,
    String.raw`\hat{`.repeat(30),
    String.raw`\left(`.repeat(9),
    String.raw`\begin{matrix}`.repeat(9),
    String.raw`\def\a{\b\b}`,
    String.raw`\newcommand{\a}{x}`,
    String.raw`\renewcommand\a{x}`,
    String.raw`\providecommand{\a}{x}`,
    String.raw`\gdef\a{x}`,
    String.raw`\edef\a{x}`,
    String.raw`\xdef\a{x}`,
    String.raw`\let\a=b`,
    String.raw`\global\a`,
  ]) {
    expect([tex, isHarmless(tex)]).toEqual([tex, false]);
  }
});
