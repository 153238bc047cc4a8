import { describe, expect, test } from 'vitest';
import type { DiagramAnswer, DiagramRequest } from './diagram-messages.ts';
import { type DiagramDrawer, Diagrams, LARGEST_DRAWING, LONGEST_SOURCE } from './diagrams.ts';

const asked = (source: string): DiagramRequest => ({ source, scheme: 'light' });
const drawn = (svg: string): DiagramAnswer => ({
  outcome: 'drawn',
  svg,
  width: 1,
  height: 1,
  title: '',
});

/** Draws what it is told to, and counts. `endless` never ends, `slow` never begins. */
function scripted() {
  const log: string[] = [];
  const open = (): Promise<DiagramDrawer> => {
    log.push('open');
    return Promise.resolve({
      draw({ source }, onBegun) {
        log.push(source);
        if (source !== 'slow') onBegun();
        if (source === 'endless' || source === 'slow') return new Promise(() => undefined);
        return Promise.resolve(
          source === 'wrong' ? { outcome: 'wrong', reason: 'no' } : drawn(`<svg>${source}</svg>`),
        );
      },
      close: () => void log.push('close'),
    });
  };
  return { log, open };
}

/** A clock on which patience ends when everything else has been done. */
const impatient = () => ({
  over: new Promise<void>((resolve) => setTimeout(resolve, 0)),
  cancel: () => undefined,
});

describe('DIAGRAM-2', () => {
  test('DIAGRAM-2 diagrams are drawn in turn, in one frame that is opened with the first', async () => {
    const { log, open } = scripted();
    const diagrams = new Diagrams(open);
    expect(log).toEqual([]);
    const results = await Promise.all([diagrams.draw(asked('a')), diagrams.draw(asked('b'))]);
    expect(results).toEqual([drawn('<svg>a</svg>'), drawn('<svg>b</svg>')]);
    expect(log).toEqual(['open', 'a', 'b']);
  });

  test('DIAGRAM-2 what was drawn is not drawn again, wrong or right, but in another scheme', async () => {
    const { log, open } = scripted();
    const diagrams = new Diagrams(open);
    expect(diagrams.known(asked('a'))).toBeUndefined();
    for (const source of ['a', 'wrong', 'a', 'wrong']) await diagrams.draw(asked(source));
    await diagrams.draw({ source: 'a', scheme: 'dark' });
    expect(log).toEqual(['open', 'a', 'wrong', 'a']);
    expect(diagrams.known(asked('a'))).toEqual(drawn('<svg>a</svg>'));
  });

  test('DIAGRAM-2 what nobody waits for any more is not drawn', async () => {
    const { log, open } = scripted();
    const diagrams = new Diagrams(open);
    expect(await diagrams.draw(asked('a'), () => true)).toBeUndefined();
    expect(log).toEqual([]);
  });

  test('DIAGRAM-2 one that does not end is given up, and the others go on in another frame', async () => {
    const { log, open } = scripted();
    const diagrams = new Diagrams(open, impatient);
    const [endless, next] = await Promise.all([
      diagrams.draw(asked('endless')),
      diagrams.draw(asked('a')),
    ]);
    expect(endless).toEqual({ outcome: 'large' });
    expect(next).toEqual(drawn('<svg>a</svg>'));
    expect(log).toEqual(['open', 'endless', 'close', 'open', 'a']);
    expect(await diagrams.draw(asked('endless'))).toEqual({ outcome: 'large' });
    expect(log).toHaveLength(5);
  });

  test('DIAGRAM-2 one whose parts do not load is none that is too large, and is tried again', async () => {
    const { log, open } = scripted();
    const diagrams = new Diagrams(open, impatient);
    for (const times of [1, 2]) {
      expect(await diagrams.draw(asked('slow'))).toEqual({ outcome: 'unloaded' });
      expect(log.filter((one) => one === 'slow')).toHaveLength(times);
    }
    expect(await diagrams.draw(asked('a'))).toEqual(drawn('<svg>a</svg>'));
  });

  test('DIAGRAM-2 sources and drawings have a largest size', async () => {
    const { log, open } = scripted();
    const diagrams = new Diagrams(open);
    const source = 'x'.repeat(LONGEST_SOURCE + 1);
    expect(await diagrams.draw(asked(source))).toEqual({ outcome: 'large' });
    expect(log).toEqual([]);
    const vast = new Diagrams(() =>
      Promise.resolve({
        draw: () => Promise.resolve(drawn('x'.repeat(LARGEST_DRAWING + 1))),
        close: () => undefined,
      }),
    );
    expect(await vast.draw(asked('a'))).toEqual({ outcome: 'large' });
  });

  test('DIAGRAM-2 what could not be loaded is asked for again', async () => {
    const { open } = scripted();
    let isDown = true;
    const diagrams = new Diagrams(() => (isDown ? Promise.reject(new Error('down')) : open()));
    expect(await diagrams.draw(asked('a'))).toEqual({ outcome: 'unloaded' });
    isDown = false;
    expect(await diagrams.draw(asked('a'))).toEqual(drawn('<svg>a</svg>'));
  });

  test('DIAGRAM-2 where a part of what draws is missing, it is loaded anew in another frame', async () => {
    const log: string[] = [];
    const answers: DiagramAnswer[] = [{ outcome: 'unloaded' }, drawn('<svg/>')];
    const diagrams = new Diagrams(() => {
      log.push('open');
      return Promise.resolve({
        draw: () => Promise.resolve(answers.shift()!),
        close: () => void log.push('close'),
      });
    });
    expect(await diagrams.draw(asked('a'))).toEqual({ outcome: 'unloaded' });
    expect(diagrams.known(asked('a'))).toBeUndefined();
    expect(await diagrams.draw(asked('a'))).toEqual(drawn('<svg/>'));
    expect(log).toEqual(['open', 'close', 'open']);
  });
});
