import { beforeEach, describe, expect, it } from 'vitest';
import type * as vscode from 'vscode';
import { ParkedPreviews } from '../../../../src/editor/generate/parkedPreviews.js';
import type { Preview, PreviewEnd } from '../../../../src/editor/generate/preview.js';

/** VS Code's own needs an editor. */
class MemoryState implements vscode.Memento {
  private readonly values = new Map<string, unknown>();
  keys = (): string[] => [...this.values.keys()];
  get = <T>(key: string, other?: T): T => (this.values.get(key) ?? other) as T;
  async update(key: string, value: unknown): Promise<void> {
    // As on the disk.
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

const documentOf = (name: string, text: string): vscode.TextDocument => {
  const uri = { toString: () => `file:///${name}` };
  return { uri, getText: () => text } as unknown as vscode.TextDocument;
};

/** A preview in a document, as far as it is stored; `end` ends it. */
function previewIn(marked: string, name = 'a.ts'): { preview: Preview; end(how: PreviewEnd): void } {
  const [before, text] = marked.split('|') as [string, string];
  let tell: (end: PreviewEnd) => void = () => undefined;
  const shown = { text, replaces: 0 };
  const preview = {
    document: documentOf(name, marked.replaceAll('|', '')),
    hasWritten: true,
    snapshot: { kind: 'continue', lead: '', start: before.length, shown, original: '', closingBrackets: '' },
    onDidChange: () => ({ dispose: () => undefined }),
    onDidEnd: (listener: typeof tell) => {
      tell = listener;
      return { dispose: () => undefined };
    },
  };
  return { preview: preview as unknown as Preview, end: (how) => tell(how) };
}

describe('ParkedPreviews', () => {
  let state: MemoryState;
  beforeEach(() => {
    state = new MemoryState();
  });

  const kept = (marked: string, end?: PreviewEnd): ParkedPreviews => {
    const parked = new ParkedPreviews(state);
    const opened = previewIn(marked);
    parked.keep(opened.preview);
    if (end) opened.end(end);
    return parked;
  };

  it('finds a preview again after a restart', () => {
    kept('let a = |1;|\n').dispose();
    expect(new ParkedPreviews(state).find(documentOf('a.ts', 'let a = 1;\n'))?.start).toBe(8);
    expect(new ParkedPreviews(state).find(documentOf('b.ts', 'let a = 1;\n'))).toBeUndefined();
  });

  it('finds a preview whose document was closed, until it is accepted or discarded', () => {
    expect(kept('|own|', 'closed').find(documentOf('a.ts', 'own'))).toBeDefined();
    for (const end of ['accepted', 'discarded', 'removed', 'lost'] as const) {
      expect(kept('|own|', end).find(documentOf('a.ts', 'own'))).toBeUndefined();
    }
    expect(state.keys()).toEqual([]);
  });

  it.each([
    ['has moved', 'new line\nx own', 11],
    ['is there twice, one in its place', 'x own own', 2],
    ['is there twice, none in its place', 'own own', undefined],
    ['is not there any more', 'x other', undefined],
  ])('looks for the text when it %s', (_, text, start) => {
    expect(kept('x |own|', 'closed').find(documentOf('a.ts', text))?.start).toBe(start);
  });

  it('moves a preview to another document', () => {
    const parked = kept('|own|', 'closed');
    const other = documentOf('b.ts', 'own');
    parked.move(documentOf('a.ts', '').uri, other.uri);
    expect(parked.find(other)).toBeDefined();
  });

  it('keeps only the latest previews', () => {
    const parked = new ParkedPreviews(state);
    for (let n = 0; n < 10; n++) {
      const opened = previewIn('|own|', `${n}.ts`);
      parked.keep(opened.preview);
      opened.end('closed');
    }
    const found = Array.from({ length: 10 }, (_, n) => parked.find(documentOf(`${n}.ts`, 'own')) !== undefined);
    expect(found.indexOf(true)).toBe(2);
  });

  it('ignores what it does not understand', async () => {
    await state.update('generate.previews', [{ uri: 'file:///a.ts' }, { uri: 'file:///a.ts', start: 'x', shown: {} }]);
    expect(new ParkedPreviews(state).find(documentOf('a.ts', 'own'))).toBeUndefined();
  });
});
