import { type CDPSession, devices, type Page } from '@playwright/test';

/** A phone as Chromium emulates it: what it says of itself decides how editors read its keyboard. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  userAgent: devices['Pixel 7'].userAgent,
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} as const;

/** Thumbs on a phone's keyboard, which composes every word and tells of no key but Enter. */
export class Thumbs {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async on(page: Page): Promise<Thumbs> {
    return new Thumbs(page, await page.context().newCDPSession(page));
  }

  /** Composes a word letter by letter, and leaves it composed. */
  async compose(word: string): Promise<void> {
    for (let length = 1; length <= word.length; length += 1) await this.show(word.slice(0, length));
  }

  /** What is composed reads so, whether letters came or went. */
  async show(text: string): Promise<void> {
    await this.#key();
    const at = { selectionStart: text.length, selectionEnd: text.length };
    await this.#session.send('Input.imeSetComposition', { text, ...at });
  }

  /** Ends what is composed, or puts in what is no word. */
  async commit(text: string): Promise<void> {
    await this.#key();
    await this.#session.send('Input.insertText', { text });
  }

  /** Types words as they are, each composed and ended with its space. */
  async type(words: string): Promise<void> {
    for (const [i, word] of words.split(' ').entries()) {
      if (i > 0) await this.commit(' ');
      await this.compose(word);
      await this.commit(word);
    }
  }

  /** Takes a word that is there, from and to offsets in the text box, and composes another one in its place. */
  async recompose(from: number, to: number, text: string): Promise<void> {
    await this.#key();
    await this.#session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
      replacementStart: from,
      replacementEnd: to,
    });
  }

  async enter(): Promise<void> {
    await this.#page.keyboard.press('Enter');
  }

  #key(): Promise<unknown> {
    return this.#session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      windowsVirtualKeyCode: 229,
      key: 'Unidentified',
    });
  }
}
