import { el } from './dom.js';

/** Long enough for a screen reader to have ended with the key that changed something. */
const settlesMs = 250;

/** Reads changes out that are seen elsewhere than where the focus is; the last one of a burst. */
export class Announcer {
  readonly element = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.element.textContent = text), settlesMs);
  }
}
