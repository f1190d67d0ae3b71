/** The keyboard and eyes of a suite inside the extension host: real keys in the page, what is drawn there read back. */

const POLL_MS = 20;
/** Only a test that fails waits this long: a busy machine takes its time. */
const WAIT_MS = 30_000;

export type GhostCondition = string | RegExp | ((ghost: string) => boolean);

/** The target of a click or of the pointer: the first element that a selector finds, or the first with the text, or with both. */
export interface Target {
  readonly selector?: string;
  readonly text?: string;
  /** Whether it is in the webview that is open, not in the workbench around it. */
  readonly isWebview?: boolean;
}

/** Where texts are read, and from which part of an element: an attribute, or its text. */
export interface Reading {
  readonly isWebview?: boolean;
  readonly attribute?: string;
}

/** A text that is hard to read. */
export interface LowContrast {
  readonly text: string;
  readonly element: string;
  readonly ratio: number;
}

export class Keys {
  /**
   * The driver's address comes from the harness that started this VS Code; see test/harness/driver.mjs.
   *
   * @param hostKnows resolves once the extension host knows all that the page has told it until now.
   */
  constructor(
    private readonly hostKnows: () => Thenable<unknown>,
    private readonly address = process.env.INKLING_TEST_DRIVER,
  ) {}

  /** Presses one key, by playwright's names: `Tab`, `Escape`, `Control+Z`, `Alt+Backslash`, `ArrowRight`. */
  async press(key: string): Promise<void> {
    await this.send('press', { key });
  }

  /** Types text key by key, a pause of `delayMs` after each. Auto-closing brackets and auto-indent do their work. */
  async type(text: string, delayMs = 0): Promise<void> {
    await this.send('type', { text, delayMs });
  }

  /** The ghost text now drawn, lines joined by `\n`; '' when there is none. */
  async ghost(): Promise<string> {
    return (await this.send<{ text: string }>('ghost', {})).text;
  }

  /** Waits until the ghost text is the given text, matches, or satisfies the predicate; resolves to it. */
  async waitForGhost(condition: GhostCondition = (ghost) => ghost !== '', timeoutMs = WAIT_MS): Promise<string> {
    const wanted =
      typeof condition === 'function' ? 'ghost text that satisfies the condition' : `ghost text ${show(condition)}`;
    return this.poll(
      () => this.ghost(),
      (ghost) => holds(condition, ghost),
      `No ${wanted}`,
      timeoutMs,
    );
  }

  /** Waits until no ghost text is drawn. */
  async waitForNoGhost(timeoutMs = WAIT_MS): Promise<void> {
    await this.poll(
      () => this.ghost(),
      (ghost) => ghost === '',
      'Ghost text did not go away',
      timeoutMs,
    );
  }

  /** Clicks with the mouse. */
  async click(target: Target): Promise<void> {
    await this.send('click', target);
  }

  /** Moves the mouse there. */
  async hover(target: Target): Promise<void> {
    await this.send('hover', target);
  }

  /** Sets the size of the window in CSS pixels: at a zoom of 150 % a window of 1200 pixels has 800 of them. */
  async resize(width: number, height: number): Promise<void> {
    await this.send('resize', { width, height });
  }

  /** Saves `out/screenshots/<name>.png` and returns its path. */
  async screenshot(name: string): Promise<string> {
    return (await this.send<{ file: string }>('screenshot', { name })).file;
  }

  /** The texts of all elements that match, for instance `.statusbar-item` or `.notification-list-item-message`. */
  async texts(selector: string, reading: Reading = {}): Promise<string[]> {
    return (await this.send<{ texts: string[] }>('texts', { selector, ...reading })).texts;
  }

  /** Waits until one of the texts of the matching elements satisfies the predicate; resolves to that text. */
  async waitForText(selector: string, wanted: (text: string) => boolean, timeoutMs = WAIT_MS): Promise<string> {
    const texts = await this.waitForTexts(selector, (all) => all.some(wanted), {}, timeoutMs);
    return texts.find(wanted)!;
  }

  /** Waits until the texts of all matching elements satisfy the predicate; resolves to them. */
  async waitForTexts(
    selector: string,
    wanted: (texts: readonly string[]) => boolean,
    reading: Reading = {},
    timeoutMs = WAIT_MS,
  ): Promise<string[]> {
    return this.poll(
      () => this.texts(selector, reading),
      wanted,
      `No elements ${selector} with the texts waited for`,
      timeoutMs,
    );
  }

  /** The texts in the open webview whose contrast is below `minRatio`, each with its element and its ratio. */
  async lowContrasts(minRatio: number): Promise<LowContrast[]> {
    return (await this.send<{ texts: LowContrast[] }>('lowContrasts', { minRatio })).texts;
  }

  /** The elements that make the open webview scroll sideways. */
  async overflowing(): Promise<string[]> {
    return (await this.send<{ elements: string[] }>('overflowing', {})).elements;
  }

  /** Gives the active editor group's text editor the keyboard, without moving its cursor. */
  async focusEditor(): Promise<void> {
    await this.send('focusEditor', {});
  }

  private async poll<T>(
    read: () => Promise<T>,
    done: (value: T) => boolean,
    why: string,
    timeoutMs: number,
  ): Promise<T> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const value = await read();
      if (done(value)) {
        // The page is ahead of the extension host: a test reads the document next, or presses a key whose condition the
        // extension sets.
        await this.hostKnows();
        return value;
      }
      if (Date.now() > deadline) throw new Error(`${why} within ${timeoutMs} ms; last seen: ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private async send<T>(action: string, body: unknown): Promise<T> {
    if (!this.address) {
      throw new Error('INKLING_TEST_DRIVER is not set: run the suite by npm run test:editor, which owns the keyboard.');
    }
    const response = await fetch(`${this.address}/${action}`, { method: 'POST', body: JSON.stringify(body) });
    const reply = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(`${action} ${JSON.stringify(body)}: ${reply.error}`);
    return reply;
  }
}

function holds(condition: GhostCondition, ghost: string): boolean {
  if (typeof condition === 'string') return ghost === condition;
  return condition instanceof RegExp ? condition.test(ghost) : condition(ghost);
}

function show(condition: string | RegExp): string {
  return typeof condition === 'string' ? JSON.stringify(condition) : String(condition);
}
