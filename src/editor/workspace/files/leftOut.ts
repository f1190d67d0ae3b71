/** Why a file of the workspace is not in the index. What git ignores, and folders of packages, do not count. */
export type LeftOutReason = 'private' | 'generated' | 'link' | 'large' | 'notText' | 'unreadable' | 'overLimit';

const texts: Readonly<Record<LeftOutReason, string>> = {
  private: 'secret/excluded',
  generated: 'generated',
  link: 'symbolic links',
  large: 'too large',
  notText: 'undecodable',
  unreadable: 'unreadable',
  overLimit: 'over limit',
};

/** Counts files that are left out, by reason. */
export class LeftOut {
  private readonly counts = new Map<LeftOutReason, number>();

  add(reason: LeftOutReason): void {
    this.counts.set(reason, (this.counts.get(reason) ?? 0) + 1);
  }

  /**
   * For the log, such as `12 left out (10 too large, 2 symbolic links)`.
   *
   * @param dropped files that the index had no room for.
   */
  describe(dropped: number): string {
    const parts = (Object.keys(texts) as LeftOutReason[]).flatMap((reason) => {
      const count = this.counts.get(reason);
      return count === undefined ? [] : [{ count, text: texts[reason] }];
    });
    if (dropped > 0) parts.push({ count: dropped, text: 'no room' });
    const all = parts.reduce((sum, { count }) => sum + count, 0);
    return all === 0
      ? '0 left out'
      : `${all} left out (${parts.map(({ count, text }) => `${count} ${text}`).join(', ')})`;
  }
}
