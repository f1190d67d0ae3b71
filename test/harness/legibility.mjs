/* global getComputedStyle, Node, SVGElement */
/** Measures of a page that decide whether it can be read: contrast, and what does not fit. Each runs in the page. */

/**
 * The texts of a page whose contrast with what is painted below them is too low, by WCAG 2.2, success criterion 1.4.3.
 * Disabled controls are exempt there. Takes backgrounds that show through and groups with an opacity into account.
 * @param {Element} root
 * @param {number} minRatio
 * @returns {{ text: string, element: string, ratio: number }[]}
 */
export function lowContrasts(root, minRatio) {
  /** @typedef {{ r: number, g: number, b: number, a: number }} Colour */
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));

  /** @returns {Colour} the channels from 0 to 255, in whatever form the style has them */
  const parse = (/** @type {string} */ css) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = context.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  /** @returns {Colour} */
  const mix = (/** @type {Colour} */ below, /** @type {Colour} */ above, /** @type {number} */ share) => ({
    r: below.r + (above.r - below.r) * share,
    g: below.g + (above.g - below.g) * share,
    b: below.b + (above.b - below.b) * share,
    a: 1,
  });
  const over = (/** @type {Colour} */ above, /** @type {Colour} */ below) => mix(below, above, above.a);
  const luminance = (/** @type {Colour} */ colour) => {
    const [r = 0, g = 0, b = 0] = [colour.r, colour.g, colour.b].map((value) => {
      const channel = value / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratioOf = (/** @type {Colour} */ a, /** @type {Colour} */ b) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  /** The rectangles of a drawing that are painted below a text of it. */
  const rectanglesBelow = (/** @type {Element} */ element) => {
    const box = element.getBoundingClientRect();
    const all = element instanceof SVGElement ? [...(element.closest('svg')?.querySelectorAll('rect') ?? [])] : [];
    return all.filter((rectangle) => {
      const { left, right, top, bottom } = rectangle.getBoundingClientRect();
      return left <= box.left + 1 && right >= box.right - 1 && top <= box.bottom && bottom >= box.top;
    });
  };
  const ancestorsOf = (/** @type {Element} */ element) => {
    const chain = [];
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) chain.unshift(at);
    return chain;
  };

  /**
   * @param {readonly Element[]} chain from the root to the element with the text
   * @param {Colour} below
   * @returns {{ text: Colour, ground: Colour }}
   */
  const paint = ([element, ...inner], below) => {
    const style = getComputedStyle(/** @type {Element} */ (element));
    let ground = over(parse(style.backgroundColor), below);
    if (inner.length === 0 && element) {
      for (const rectangle of rectanglesBelow(element)) ground = over(parse(getComputedStyle(rectangle).fill), ground);
    }
    const own = element instanceof SVGElement ? style.fill : style.color;
    const painted = inner.length > 0 ? paint(inner, ground) : { text: over(parse(own), ground), ground };
    const opacity = Number(style.opacity);
    return { text: mix(below, painted.text, opacity), ground: mix(below, painted.ground, opacity) };
  };

  // A page without a background of its own lies on the editor's.
  const editor = parse(getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background'));
  const hasText = (/** @type {Element} */ element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  const isMeasured = (/** @type {Element} */ element) =>
    hasText(element) &&
    element.checkVisibility() &&
    !element.closest('.unseen, [aria-disabled="true"], script, style, noscript, title');
  return [...root.querySelectorAll('*')].filter(isMeasured).flatMap((element) => {
    const { text, ground } = paint(ancestorsOf(element), editor);
    const ratio = Math.round(100 * ratioOf(text, ground)) / 100;
    const name = ancestorsOf(element)
      .slice(-2)
      .map((each) => [each.tagName, ...each.classList].join('.').toLowerCase());
    return ratio < minRatio
      ? [{ text: element.textContent?.slice(0, 20) ?? '', element: name.join(' > '), ratio }]
      : [];
  });
}

/**
 * The elements that make a page scroll sideways: those that reach over its right edge, and are not in a box that scrolls
 * by itself.
 * @param {Element} root
 * @returns {string[]}
 */
export function overflowing(root) {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const scrolls = (/** @type {Element} */ element) => getComputedStyle(element).overflowX !== 'visible';
  const isInside = (/** @type {Element} */ element) => {
    for (let at = element.parentElement; at && at !== root; at = at.parentElement) if (scrolls(at)) return true;
    return false;
  };
  const wide = [...root.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > page.clientWidth + 0.5 && !isInside(element),
  );
  return wide.map((element) => [element.tagName, ...element.classList].join('.').toLowerCase());
}
