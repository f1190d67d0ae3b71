import * as vscode from 'vscode';
import { Generator, type GenerateParts } from './generator.js';
import { showActions } from './previewStatus.js';

/** "Generate" as the rest of the extension sees it. */
export interface Generate {
  /** Whether ghost text would mix with what is written, or with the preview that the cursor stands in. */
  isInTheWay(): boolean;
  dispose(): void;
}

/** "Inkling: Generate" with the commands of its preview. */
export function registerGenerate(parts: GenerateParts): Generate {
  const generator = new Generator(parts);
  const commands: Readonly<Record<string, () => Promise<unknown>>> = {
    'inkling.generate': () => generator.generate(),
    'inkling.cancelGenerate': () => generator.wish((generation) => generation.stop()),
    'inkling.acceptPreview': () => generator.wish((generation) => generation.accept()),
    'inkling.discardPreview': () => generator.wish((generation) => generation.discard()),
    'inkling.anotherPreview': () => generator.wish((generation) => generation.another()),
    'inkling.previousPreview': () => generator.wish((generation) => generation.step(-1)),
    'inkling.morePreview': () => generator.wish((generation) => generation.more()),
    'inkling.comparePreview': () => generator.compare(),
    'inkling.previewActions': () => generator.wish(showActions),
  };
  const registered = Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run));
  return {
    isInTheWay: () => generator.isInTheWay,
    dispose: () => {
      registered.forEach((command) => void command.dispose());
      generator.dispose();
    },
  };
}
