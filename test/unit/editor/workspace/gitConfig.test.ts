import { describe, expect, it } from 'vitest';
import { coreConfig } from '../../../../src/editor/workspace/files/gitConfig.js';

describe('the part of a git configuration that says what is ignored', () => {
  it.each([
    [
      '[core]\n\texcludesFile = ~/.gitignore\n\tignorecase = true\n',
      { excludesFile: '~/.gitignore', ignoreCase: true },
    ],
    ['[Core]\r\nEXCLUDESFILE=/a b\r\n', { excludesFile: '/a b' }],
    ['[core]\n excludesfile = "C:\\\\a # b" ; note\n', { excludesFile: 'C:\\a # b' }],
    ['[core]\nexcludesFile = /a # note\n', { excludesFile: '/a' }],
    ['[core]\nignorecase\n', { ignoreCase: true }],
    ['[core]\nignoreCase = off\n', { ignoreCase: false }],
    [
      '[core]\nexcludesFile = /first\n[user]\nexcludesFile = /other\n[core]\nexcludesFile = /last\n',
      { excludesFile: '/last' },
    ],
    ['[core "part"]\nexcludesFile = /a\n', {}],
    ['', {}],
  ])('is read from %j', (text, expected) => expect(coreConfig(text)).toEqual(expected));
});
