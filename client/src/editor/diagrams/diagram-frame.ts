import {
  type DiagramAnswer,
  DIAGRAM_BEGUN,
  type DiagramRequest,
  DIAGRAMS_READY,
} from './diagram-messages.ts';
import type { DiagramDrawer } from './diagrams.ts';

/** Where the server has the page that draws, under a policy of its own. */
const ADDRESS = '/sandbox/diagram.html';

/** Milliseconds that the page may take to load, and from then on to say that it runs. */
const LOADING = 30_000;
const STARTING = 2_000;

/**
 * A frame in which diagrams are drawn, one at a time. It has no origin: what runs in it reaches neither the page nor the
 * server in anybody's name.
 *
 * @throws {Error} if it does not load
 */
export async function openDiagramFrame(): Promise<DiagramDrawer> {
  const frame = document.createElement('iframe');
  frame.className = 'weft-diagram-frame';
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.src = ADDRESS;
  let port: MessagePort;
  try {
    port = await portOf(frame);
  } catch (error) {
    frame.remove();
    throw error;
  }
  return {
    draw(request: DiagramRequest, onBegun: () => void) {
      return new Promise((resolve) => {
        const heard = ({ data }: MessageEvent<DiagramAnswer | typeof DIAGRAM_BEGUN>): void => {
          if (data === DIAGRAM_BEGUN) {
            onBegun();
            return;
          }
          port.removeEventListener('message', heard);
          resolve(data);
        };
        port.addEventListener('message', heard);
        port.postMessage(request);
      });
    },
    close() {
      port.close();
      frame.remove();
    },
  };
}

function portOf(frame: HTMLIFrameElement): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const { signal } = listening;
    const fail = (): void => {
      listening.abort();
      reject(new Error('What draws diagrams could not be loaded.'));
    };
    let timer = setTimeout(fail, LOADING);
    const heard = ({ source, data, ports: [port] }: MessageEvent<unknown>): void => {
      if (source !== frame.contentWindow || data !== DIAGRAMS_READY || !port) return;
      clearTimeout(timer);
      listening.abort();
      port.start();
      resolve(port);
    };
    addEventListener('message', heard, { signal });
    // Scripts have run by then, or have not come at all.
    const loaded = (): void => {
      clearTimeout(timer);
      timer = setTimeout(fail, STARTING);
    };
    frame.addEventListener('load', loaded, { signal });
    document.body.append(frame);
  });
}
