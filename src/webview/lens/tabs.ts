import { el, toggle } from './dom.js';
import { rovingKey } from './accessibility.js';

/** A tab's name, its title and its content. */
interface Tab {
  readonly name: string;
  readonly title: string;
  readonly panel: HTMLElement;
}

/** Tabs by the ARIA authoring practices: one of them is in the tab order, arrows move among them. */
export class Tabs {
  readonly element: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private chosen = 0;

  constructor(
    label: string,
    private readonly tabs: readonly Tab[],
    private readonly onChosen: (name: string) => void,
  ) {
    this.buttons = tabs.map(({ name, title, panel }, i) => {
      const tab = el(
        'button',
        { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}` },
        title,
      );
      tab.addEventListener('click', () => this.choose(i));
      panel.id = `panel-${name}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      return tab;
    });
    const list = el('div', { role: 'tablist', class: 'tabs', 'aria-label': label }, ...this.buttons);
    list.addEventListener('keydown', (event) => {
      const shown = this.buttons.flatMap(({ hidden }, i) => (hidden ? [] : [i]));
      const moved = rovingKey(event.key, shown.indexOf(this.chosen), shown.length);
      const next = moved === undefined ? undefined : shown[moved];
      if (next === undefined) return;
      event.preventDefault();
      this.choose(next);
      this.buttons[next]!.focus();
    });
    this.element = el('div', {}, list, ...tabs.map(({ panel }) => panel));
    this.mark();
  }

  get name(): string {
    return this.tabs[this.chosen]!.name;
  }

  /** Shows a tab by its name; nothing happens if there is none. */
  show(name: string | undefined): void {
    const index = this.tabs.findIndex((tab) => tab.name === name);
    if (index >= 0) this.choose(index);
  }

  /** Leaves out tabs; the first one is shown if the present one is among them. */
  hide(names: readonly string[]): void {
    this.tabs.forEach(({ name }, i) => toggle(this.buttons[i]!, !names.includes(name)));
    if (names.includes(this.name)) this.choose(0);
  }

  private choose(index: number): void {
    if (index === this.chosen) return;
    this.chosen = index;
    this.mark();
    this.onChosen(this.name);
  }

  private mark(): void {
    this.tabs.forEach(({ panel }, i) => {
      const isChosen = i === this.chosen;
      this.buttons[i]!.setAttribute('aria-selected', String(isChosen));
      this.buttons[i]!.tabIndex = isChosen ? 0 : -1;
      toggle(panel, isChosen);
    });
  }
}
