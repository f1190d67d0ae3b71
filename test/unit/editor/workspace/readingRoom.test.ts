import { describe, expect, it } from 'vitest';
import type { Uri } from 'vscode';
import { nodeFiles } from '../../../../src/editor/platform/node/nodeFiles.js';
import { readingLimits, ReadingRoom } from '../../../../src/editor/workspace/files/readingRoom.js';

const uri = (scheme: string): Uri => ({ scheme }) as Partial<Uri> as Uri;

/** Takes as many of 30,000 places as there are. */
function placesIn(room: ReadingRoom, scheme: string): number {
  let taken = 0;
  for (let i = 0; i < 30_000; i++) if (room.take(uri(scheme))) taken++;
  return taken;
}

describe('the room for files of the workspace', () => {
  it.each([
    ['file', 'on the desktop', 20_000],
    ['file', 'in a browser', 5000],
    ['vscode-remote', 'on the desktop', 5000],
    ['vscode-remote', 'in a browser', 5000],
    ['vscode-vfs', 'on the desktop', 500],
    ['memfs', 'in a browser', 500],
  ])('of the scheme %s %s ends after %i', (scheme, place, expected) => {
    const room = new ReadingRoom(place === 'in a browser' ? undefined : nodeFiles());
    expect(placesIn(room, scheme)).toBe(expected);
    expect(room.isExceeded).toBe(true);
  });

  it('ends after as many bytes, when the files are large', () => {
    const room = new ReadingRoom(undefined);
    for (let i = 0; i < 10; i++) {
      expect(room.take(uri('vscode-vfs'))).toBe(true);
      room.addBytes(uri('vscode-vfs'), 500_000);
    }
    expect(room.isFull(uri('vscode-vfs'))).toBe(false);
    expect(room.take(uri('vscode-vfs'))).toBe(false);
    expect(room.isFull(uri('vscode-vfs'))).toBe(true);
    // Another kind of file system has its own.
    expect(room.take(uri('vscode-remote'))).toBe(true);
  });

  it('is never full for the files of this machine, which cost nothing to count', () => {
    const room = new ReadingRoom(nodeFiles());
    placesIn(room, 'file');
    expect(room.isFull(uri('file'))).toBe(false);
  });

  it('is for one file at a time only on this machine', () => {
    expect(readingLimits(uri('file'), nodeFiles()).maxFilesAtOnce).toBe(1);
    expect(readingLimits(uri('file'), undefined).maxFilesAtOnce).toBe(4);
  });
});
