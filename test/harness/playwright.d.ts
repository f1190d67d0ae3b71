/**
 * The part of playwright's interface that the harness and the scripts use. The package itself is installed beside the
 * editor, on first use (`edition.mjs`), so that its own types are not there when these files are checked.
 */
declare module 'playwright-core' {
  interface Timeout {
    timeout?: number;
  }

  interface Finder {
    locator(selector: string, options?: { hasText?: string | RegExp }): Locator;
    getByText(text: string | undefined): Locator;
    frameLocator(selector: string): FrameLocator;
  }

  type FrameLocator = Finder;

  interface Locator extends Finder {
    first(): Locator;
    filter(options: { hasText?: string }): Locator;
    count(): Promise<number>;
    click(options?: Timeout): Promise<void>;
    dblclick(options?: Timeout): Promise<void>;
    hover(options?: Timeout & { position?: { x: number; y: number } }): Promise<void>;
    press(key: string): Promise<void>;
    innerText(): Promise<string>;
    waitFor(options?: Timeout & { state?: 'detached' }): Promise<void>;
    scrollIntoViewIfNeeded(): Promise<void>;
    evaluate<R>(read: (element: Element) => R): Promise<R>;
    evaluate<R, A>(read: (element: Element, argument: A) => R, argument: A): Promise<R>;
    evaluateAll<R, A>(read: (elements: Element[], argument: A) => R, argument: A): Promise<R>;
  }

  interface Page extends Finder {
    readonly keyboard: {
      press(key: string): Promise<void>;
      type(text: string, options?: { delay?: number }): Promise<void>;
    };
    readonly mouse: { move(x: number, y: number): Promise<void> };
    evaluate<R>(read: (() => R) | string): Promise<R>;
    context(): BrowserContext;
    screenshot(options?: { path?: string }): Promise<Buffer>;
    setViewportSize(size: { width: number; height: number }): Promise<void>;
    once(event: 'dialog', listener: (dialog: { accept(): Promise<void> }) => void): void;
    reload(): Promise<unknown>;
    url(): string;
    waitForTimeout(ms: number): Promise<void>;
  }

  interface BrowserContext {
    browser(): { newBrowserCDPSession(): Promise<CDPSession> };
    pages(): Page[];
  }

  interface CDPSession {
    send(method: 'SystemInfo.getProcessInfo'): Promise<{
      processInfo: { type: string; id: number; cpuTime: number }[];
    }>;
    send(method: 'Browser.crashGpuProcess'): Promise<void>;
    detach(): Promise<void>;
  }
}
