import * as vscode from 'vscode';
import { joinSame, type Candidate } from '../../core/generate/candidates.js';
import type { Strategy } from '../../core/sampling/strategy.js';
import { itemOf, itemOfWriting, type CompareItem } from './compareItems.js';
import { DiffPreview } from './diffPreview.js';
import type { Generation } from './generation.js';
import type { Writer } from './writer.js';

/** Minimum time between two updates of the list: the user must get the row that was visible. */
const stillMs = 150;

/** What was chosen, and all texts that were found. */
export interface Chosen {
  readonly candidate: Candidate;
  readonly found: readonly Candidate[];
}

/** Several texts for a place in a list, as they are written, and the difference that the marked one makes beside it. */
export class ComparisonPick {
  private readonly pick = vscode.window.createQuickPick<CompareItem>();
  private readonly diff: DiffPreview;
  private readonly stopping = new AbortController();
  private found: readonly Candidate[];
  private writing: CompareItem | undefined;
  private marked: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param strategies of the texts that are written besides those that the generation knows. */
  constructor(
    private readonly generation: Generation,
    private readonly writer: Pick<Writer, 'write'>,
    private readonly strategies: readonly Strategy[],
  ) {
    const { target, preview, candidates } = generation;
    this.found = candidates.all;
    this.diff = new DiffPreview(target.path?.split('/').pop() ?? vscode.l10n.t('text'), preview.range.start.line);
    this.pick.title = vscode.l10n.t('Inkling: Compare');
    this.pick.placeholder = vscode.l10n.t('Enter to accept, Esc to cancel');
    this.pick.ignoreFocusOut = true;
    this.pick.keepScrollPosition = true;
    this.pick.matchOnDescription = true;
  }

  /**
   * Shows the list until the user has chosen.
   *
   * @returns undefined if the user chose nothing.
   */
  async show(): Promise<Chosen | undefined> {
    const { pick, generation } = this;
    const end = generation.preview.onDidEnd(() => pick.hide());
    pick.onDidChangeActive(([item]) => void this.mark(item?.candidate));
    const chosen = new Promise<Candidate | undefined>((resolve) => {
      let accepted: Candidate | undefined;
      pick.onDidAccept(() => {
        accepted = pick.activeItems[0]?.candidate;
        if (accepted) pick.hide();
      });
      pick.onDidHide(() => {
        this.stopping.abort();
        resolve(accepted);
      });
    });
    this.draw();
    pick.show();
    try {
      const [candidate] = await Promise.all([chosen, this.writeAll()]);
      return candidate && { candidate, found: this.found };
    } finally {
      clearTimeout(this.timer);
      end.dispose();
      pick.dispose();
      await this.diff.close();
      this.diff.dispose();
    }
  }

  private async writeAll(): Promise<void> {
    const { pick, generation } = this;
    const { target } = generation;
    const { signal } = this.stopping;
    const isStopped = (): boolean => signal.aborted;
    const soFar = { text: target.lead, replaces: 0 };
    pick.busy = true;
    try {
      for (const strategy of this.strategies) {
        if (isStopped()) return;
        const onText = (text: string): void => {
          this.writing = itemOfWriting(text, strategy.kind);
          this.drawSoon();
        };
        onText('');
        const found = await this.writer.write(target, { strategy, soFar, signal, onText });
        this.writing = undefined;
        // What was cut off by the choice was never seen whole.
        if (!isStopped()) this.found = joinSame([...this.found, ...found]);
        this.drawSoon();
      }
    } catch (error) {
      pick.hide();
      throw error;
    } finally {
      this.writing = undefined;
      pick.busy = false;
    }
  }

  private drawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (!this.stopping.signal.aborted) this.draw();
    }, stillMs);
  }

  private draw(): void {
    const { pick, found, writing, generation } = this;
    const shown = generation.candidates.current?.text;
    const items = found.map((candidate) => itemOf(candidate, candidate.text === shown));
    const rows = [...items, ...(writing ? [writing] : [])];
    if (isSame(rows, pick.items)) return;
    pick.items = rows;
    const active = items.find(({ candidate }) => candidate?.text === (this.marked ?? shown));
    // Among rows that were typed for, VS Code itself marks the first one.
    if (!active || pick.value !== '') return;
    pick.activeItems = [active];
    // VS Code before 1.90 has no event for a row that is marked by code.
    void this.mark(active.candidate);
  }

  private async mark(candidate: Candidate | undefined): Promise<void> {
    if (!candidate || candidate.text === this.marked) return;
    this.marked = candidate.text;
    const { preview } = this.generation;
    await this.diff.show(preview.textWith(undefined), preview.textWith(candidate));
  }
}

const isSame = (a: readonly CompareItem[], b: readonly CompareItem[]): boolean =>
  a.length === b.length &&
  a.every(({ label, description }, i) => label === b[i]!.label && description === b[i]!.description);
