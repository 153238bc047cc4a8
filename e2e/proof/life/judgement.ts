import { encodeStateAsUpdate, encodeStateVector } from 'yjs';
import type { ModelName } from '../models/model.ts';
import { modelNamed } from '../models/models.ts';
import { median } from '../../measured/quantiles.ts';
import type { LifeTask, Lived } from './life.ts';

/** What a document is like after a long life. */
export interface LifeRow {
  readonly trace: LifeTask['trace'];
  readonly model: ModelName;
  readonly edits: number;
  /** Letters on the page in the end. */
  readonly letters: number;
  /** Of the document, as it is stored. */
  readonly bytes: number;
  readonly bytesPerLetter: number;
  /** From the bytes to a page that can be read, without an editor where the model needs none; milliseconds. */
  readonly open: number;
  /** From the bytes to an editor, without a DOM; milliseconds. */
  readonly openEditor: number;
  /** Whether a letter typed into it comes to a second person. */
  readonly editable: boolean;
}

const OPENINGS = 3;
/** On no page before it is typed. */
const LETTER = '\u4e00';

/** Looks at what a life left behind. */
export function judge({ trace, model: name }: LifeTask, { bytes, edits }: Lived): LifeRow {
  const model = modelNamed(name);
  const reader = model.open(2, bytes);
  const letters = reader.blocks().reduce((sum, { text }) => sum + text.length, 0);
  reader.close();
  return {
    trace,
    model: name,
    edits,
    letters,
    bytes: bytes.length,
    bytesPerLetter: bytes.length / letters,
    open: timed(() => model.open(3, bytes).close()),
    openEditor: timed(() => model.showInEditor(4, bytes)),
    editable: isEditable(name, bytes),
  };
}

function timed(open: () => void): number {
  return median(
    Array.from({ length: OPENINGS }, () => {
      const start = performance.now();
      open();
      return performance.now() - start;
    }),
  );
}

/** One person types a letter, and another sees it. */
function isEditable(name: ModelName, bytes: Uint8Array): boolean {
  const model = modelNamed(name);
  const [ada, bob] = [model.open(5, bytes), model.open(6, bytes)];
  const block = Math.floor(ada.blocks().length / 2);
  ada.apply({ kind: 'type', block, offset: 0, text: LETTER });
  bob.receive(encodeStateAsUpdate(ada.doc, encodeStateVector(bob.doc)));
  const arrived = bob.blocks()[block]?.text.startsWith(LETTER) === true;
  const same = ada.content() === bob.content();
  ada.close();
  bob.close();
  return arrived && same;
}
