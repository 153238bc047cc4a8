import { expect, test } from 'vitest';
import { pictureOf } from './picture.ts';

test('DIAGRAM-3 DIAGRAM-4 a drawing becomes a picture of its extent and name, in which nothing runs or leads away', () => {
  const answer = pictureOf(
    `<svg viewBox="-8 -8 120 60.5" style="max-width: 120px" onload="run()"><title>Plan</title>
     <a href="https://a.example" xlink:href="javascript:run()"><text onclick="run()">ab</text></a>
     <use href="#mark"/><image href="data:image/png;base64,AA"/><image href="https://a.example/x"/>
     <script>run()</script><foreignObject><div>x<br>y<img src="https://a.example/y"></div><iframe></iframe></foreignObject></svg>`,
  );
  if (answer.outcome !== 'drawn') throw new Error(JSON.stringify(answer));
  expect([answer.width, answer.height, answer.title]).toEqual([120, 60.5, 'Plan']);
  const parsed = new DOMParser().parseFromString(answer.svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  expect(answer.svg).not.toMatch(/run\(\)|example|<script|<iframe|max-width/);
  expect(answer.svg).toContain('href="#mark"');
  expect(answer.svg).toContain('data:image/png;base64,AA');
});

test('DIAGRAM-4 what has no extent is no drawing', () => {
  for (const markup of ['', '<p>no</p>', '<svg></svg>', '<svg viewBox="0 0 0 10"></svg>'])
    expect(pictureOf(markup).outcome).toBe('wrong');
});
