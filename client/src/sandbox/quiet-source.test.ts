import { expect, test } from 'vitest';
import { quietSource } from './quiet-source.ts';

test.each([
  'flowchart LR\n a<-->b\n a["one<br/>two<br>three <b>four</b>"] --> b',
  'classDiagram\n Animal <|-- Duck\n class Shape {\n <<interface>>\n List~int~ a\n }',
  'stateDiagram-v2\n state join <<join>>\n a <--> b',
  'sequenceDiagram\n A<<->>B: a < b and b<3',
  'flowchart LR\n a --> b\n style a fill:url(#gradient)',
])('DIAGRAM-3 what Mermaid means is left as it is: %j', (source) => {
  expect(quietSource(source)).toBe(source);
});

test.each([
  ['<img src=x onerror=y()>', '<\u200Bimg src=x onerror=y()>'],
  ['<b onclick=y()>x</b>', '<\u200Bb onclick=y()>x</b>'],
  ['</script><svg/onload=y()>', '<\u200B/script><\u200Bsvg/onload=y()>'],
  ['<!-- x --><?xml ?>', '<!-- x --><\u200B?xml ?>'],
  ['style a fill:URL (https://a.example)', 'style a fill:url-(https://a.example)'],
  ['a@{ img: "https://a.example/x.png", w: 60 }', 'a@{ img: "", w: 60 }'],
])('DIAGRAM-3 markup is letters, and no address is asked: %j', (source, quiet) => {
  expect(quietSource(source)).toBe(quiet);
});
