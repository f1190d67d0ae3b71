import { fillPlaceholders } from '../../core/lens/format.js';
import type { PageWords } from '../../core/lens/pageTexts.js';
import type { SeenToken, StepView } from '../../core/lens/stepView.js';
import { tokenButton } from './alternatives.js';
import { el, toggle } from './dom.js';
import { ProbabilityBar } from './probability.js';

const rowsShown = 14;

/** A token's line; it stays while the sliders move, only its numbers change. */
class Row {
  readonly element: HTMLElement;
  private readonly model: ProbabilityBar;
  private readonly filtered: ProbabilityBar;
  private readonly note = el('span', { class: 'note' });

  constructor(
    private readonly texts: PageWords,
    head: HTMLElement | string,
  ) {
    this.model = new ProbabilityBar('model', texts.figures);
    this.filtered = new ProbabilityBar('filtered', texts.figures);
    this.element = el(
      'tr',
      {},
      el('th', { scope: 'row' }, head),
      el('td', {}, this.model.element),
      el('td', {}, this.filtered.element, this.note),
    );
  }

  show({ probability, filtered, droppedBy }: Omit<SeenToken, 'id'>): void {
    this.model.show(probability);
    this.filtered.show(filtered);
    this.element.classList.toggle('dropped', filtered === 0);
    toggle(this.filtered.element, droppedBy === undefined);
    this.element.dataset.filtered = String(filtered);
    this.note.textContent = droppedBy ? fillPlaceholders(this.texts.droppedBy, this.texts.filters[droppedBy]) : '';
  }
}

/** A step's distribution as a table whose cells are bars: drawn for the eye, and readable in rows. */
export class DistributionView {
  readonly element: HTMLElement;
  private readonly body = el('tbody');
  private rows = new Map<number, Row>();
  private others: Row | undefined;

  constructor(
    private readonly texts: PageWords,
    private readonly onPicked: (id: number) => void,
  ) {
    const { columns } = texts;
    const titles = [columns.token, columns.probability, columns.filtered];
    const head = el('thead', {}, el('tr', {}, ...titles.map((title) => el('th', { scope: 'col' }, title))));
    const caption = el('caption', { class: 'unseen' }, texts.distribution);
    this.element = el('table', { class: 'distribution' }, caption, head, this.body);
  }

  /**
   * Creates the rows of another step.
   *
   * @param textOf returns the text of a token.
   * @param chosen the chosen token.
   */
  begin({ tokens, others }: StepView, textOf: (id: number) => string, chosen: number): void {
    const shown = tokens.filter(({ id }, i) => i < rowsShown || id === chosen);
    this.rows = new Map(
      shown.map(({ id }) => {
        const isChosen = id === chosen;
        const row = new Row(
          this.texts,
          tokenButton(this.texts, textOf(id), { isChosen, onPicked: () => this.onPicked(id) }),
        );
        row.element.classList.toggle('chosen', isChosen);
        row.element.dataset.id = String(id);
        return [id, row];
      }),
    );
    const count = others.count + tokens.length - shown.length;
    const { otherCount, figures } = this.texts;
    this.others = count > 0 ? new Row(this.texts, figures.counted(otherCount, count)) : undefined;
    this.body.replaceChildren(...[...this.rows.values()].map(({ element }) => element));
    if (this.others) this.body.append(this.others.element);
  }

  /** Updates the numbers of the same step. */
  show({ tokens, others }: StepView): void {
    let { probability, filtered } = others;
    for (const token of tokens) {
      this.rows.get(token.id)?.show(token);
      if (this.rows.has(token.id)) continue;
      probability += token.probability;
      filtered += token.filtered;
    }
    this.others?.show({ probability, filtered });
  }

  clear(): void {
    this.rows.clear();
    this.others = undefined;
    this.body.replaceChildren();
  }
}
