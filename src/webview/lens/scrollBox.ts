import { el } from './dom.js';

/** Less than a pixel is left by rounding where nothing is hidden. */
const hiddenPx = 1;

/**
 * A box that scrolls sideways, with a fade at each edge beyond which there is more: the scrollbar of a tall box may be out
 * of sight. Only such boxes scroll sideways, never the page.
 *
 * @param label for screen readers; without it the box is no region of its own.
 */
export function scrollBox(content: Element, label?: string): HTMLElement {
  const region = label === undefined ? {} : { role: 'region', 'aria-label': label };
  const box = el('div', { class: 'scroll', ...region }, content);
  const frame = el('div', { class: 'scroll-frame' }, box);
  const mark = (): void => {
    const hidden = box.scrollWidth - box.clientWidth;
    frame.classList.toggle('more-before', box.scrollLeft > hiddenPx);
    frame.classList.toggle('more-after', hidden - box.scrollLeft > hiddenPx);
    // Reachable by Tab only while the arrow keys have something to scroll.
    box.tabIndex = hidden > hiddenPx ? 0 : -1;
  };
  box.addEventListener('scroll', mark, { passive: true });
  const observer = new ResizeObserver(mark);
  for (const observed of [box, content]) observer.observe(observed);
  return frame;
}
