/** What an element is made with; `undefined` and `false` leave an attribute out. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string;

function fit(element: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
}

/** Makes an element. There is no way here to give it markup, and a `style` attribute would be refused by the policy. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fit(element, attributes, children);
  return element;
}

/** The same for a drawing. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fit(element, attributes, children);
  return element;
}

/** A button that does something. */
export function button(text: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = el('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', onClick);
  return element;
}

/** A text that is read out and drawn nowhere. */
export const unseen = (text: string): HTMLElement => el('span', { class: 'unseen' }, text);

/** Shows an element or takes it out of sight and out of the keyboard's way. */
export function toggle(element: HTMLElement, isShown: boolean): void {
  element.hidden = !isShown;
}
