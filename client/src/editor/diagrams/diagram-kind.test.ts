import { expect, test } from 'vitest';
import { diagramKind } from './diagram-kind.ts';

test.each([
  ['flowchart LR\n a --> b', 'flowchart'],
  ['\n\n  stateDiagram-v2\n [*] --> a', 'stateDiagram-v2'],
  ['%% flow of things\n\npie title Pets', 'pie'],
  ['%%{init: {"theme": "dark"}}%%\nsequenceDiagram', 'sequenceDiagram'],
  ['%%{init: {\n theme: "dark"\n}}%%\ngantt', 'gantt'],
  ['---\ntitle: Saving\nconfig:\n  look: neo\n---\nclassDiagram', 'classDiagram'],
  ['---\n---\n%% one\n%% two\nerDiagram', 'erDiagram'],
  ['%% nothing yet', ''],
  ['', ''],
])('DIAGRAM-4 of %j the kind is %j', (source, kind) => {
  expect(diagramKind(source)).toBe(kind);
});
