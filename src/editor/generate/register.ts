import * as vscode from 'vscode';
import { Generator, type GenerateParts } from './generator.js';
import { showActions } from './previewStatus.js';

/** "Generate" as the rest of the extension sees it. */
export interface Generate {
  /** Whether ghost text would mix with what is written, or with the preview at the cursor. */
  isInTheWay(): boolean;
  dispose(): void;
}

/** "Inkling: Generate" with the commands of its preview. */
export function registerGenerate(parts: GenerateParts): Generate {
  const generator = new Generator(parts);
  const commands: Readonly<Record<string, () => Promise<unknown>>> = {
    'inkling.generate': () => generator.generate(),
    'inkling.cancelGenerate': () => generator.run((generation) => generation.stop()),
    'inkling.acceptPreview': () => generator.run((generation) => generation.accept()),
    'inkling.discardPreview': () => generator.discard(),
    'inkling.anotherPreview': () => generator.run((generation) => generation.another()),
    'inkling.previousPreview': () => generator.run((generation) => generation.step(-1)),
    'inkling.morePreview': () => generator.run((generation) => generation.more()),
    'inkling.comparePreview': () => generator.compare(),
    'inkling.previewActions': () => generator.run(showActions),
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
