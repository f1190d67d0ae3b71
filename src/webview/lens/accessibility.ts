import { el } from './dom.js';

/** Long enough for a screen reader to finish with the key that changed something. */
const announceDelayMs = 250;

/** Announces changes outside the focus to screen readers; the last one of a burst. */
export class Announcer {
  readonly element = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.element.textContent = text), announceDelayMs);
  }
}

/** Keyboard navigation in a row of elements of which one can be reached by Tab: the target from `index` of `count`. */
export function rovingKey(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, index + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
