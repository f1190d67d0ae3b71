import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CompletionRequest } from '../../../src/core/request.js';
import type { PrintedAnswer } from '../../../src/cli/completeText.js';
import { runCommand } from './childProcess.js';
import { modelFolder } from './engines.js';
import { folderOfTest } from './toyModel.js';

/** The command's options for the place of a request, in a file that goes when the test ends. */
export function optionsFor({ prefix, suffix }: CompletionRequest, name = 'file.ts'): string[] {
  const file = join(folderOfTest(), name);
  writeFileSync(file, prefix + suffix);
  const lines = prefix.split('\n');
  const cursor = ['--line', String(lines.length), '--column', String(lines.at(-1)!.length + 1)];
  return ['--model', modelFolder, '--file', file, ...cursor];
}

/** The command's answer as JSON; it must have nothing to complain of. */
export async function answerByCommand(options: readonly string[]): Promise<PrintedAnswer> {
  const { code, stdout, stderr } = await runCommand([...options, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as PrintedAnswer;
}

/** Answers to JSON lines, line by line, and the exit code. */
export function answersToLines(lines: readonly unknown[], options: readonly string[] = []): Promise<BatchAnswers> {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return answersToInput(`${input}\n`, options);
}

/** The command's answers to its input. */
export interface BatchAnswers {
  readonly code: number | null;
  readonly answers: unknown[];
}

/** The same for the bytes of an input. */
export async function answersToInput(
  input: string | Uint8Array,
  options: readonly string[] = [],
): Promise<BatchAnswers> {
  const { code, stdout, stderr } = await runCommand(['--model', modelFolder, '--batch', ...options], input);
  expect(stderr).toBe('');
  return {
    code,
    answers: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  };
}
