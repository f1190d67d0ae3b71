import * as vscode from 'vscode';
import { keptShare, type Counts } from '../../core/statistics/counts.js';
import { percentileMs, type Histogram } from '../../core/statistics/histogram.js';

/** Numbers formatted for the user's language. */
export class Numbers {
  private readonly whole: Intl.NumberFormat;
  private readonly percent: Intl.NumberFormat;
  private readonly date: Intl.DateTimeFormat;

  /** @param language as VS Code names it: `en`, `pt-br`. */
  constructor(language: string) {
    this.whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.percent = new Intl.NumberFormat(language, { style: 'percent' });
    this.date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  }

  count(value: number): string {
    return this.whole.format(value);
  }

  /** "12 (34 %)"; without the share where there is nothing to share. */
  countOf(value: number, all: number): string {
    return all === 0 ? this.count(value) : `${this.count(value)} (${this.percent.format(value / all)})`;
  }

  /** "3 of 4 (75 %)"; a dash where nothing was looked at yet. */
  share(value: number, all: number): string {
    if (all === 0) return '–';
    return vscode.l10n.t('{0} of {1} ({2})', this.count(value), this.count(all), this.percent.format(value / all));
  }

  /** "75% (4 checked)": the share kept until a check, and how many were looked for then; a dash where none was. */
  kept(counts: Counts, check: number): string {
    const share = keptShare(counts, check);
    if (share === undefined) return '–';
    return vscode.l10n.t('{0} ({1} checked)', this.percent.format(share), this.count(counts.checked[check]!));
  }

  /** A percentile of the answers; a dash where there were none. */
  latency(histogram: Histogram, share: number): string {
    const ms = percentileMs(histogram, share);
    return ms === undefined ? '–' : this.ms(ms);
  }

  ms(ms: number): string {
    return ms < 1 ? vscode.l10n.t('under 1 ms') : vscode.l10n.t('{0} ms', this.count(ms));
  }

  /** A day such as `2026-11-25`. */
  day(day: string): string {
    return this.date.format(new Date(`${day}T00:00:00Z`));
  }
}
