/** A line of the input: its text, and what is wrong with it as a text. */
export interface InputLine {
  readonly text: string;
  readonly problem?: string;
}

/** A longer line is no request: a document of this size is not completed, and it would have to be kept in memory. */
const maxLineBytes = 16 * 1024 * 1024;
const newline = 0x0a;

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder();

function lineOf(bytes: Uint8Array): InputLine {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    // It may still tell its id.
    return { text: lenient.decode(bytes), problem: 'The line is not valid UTF-8.' };
  }
}

/** The bytes of the line that is being read, unless it is too long. */
class Line {
  private parts: Uint8Array[] = [];
  sizeBytes = 0;

  add(part: Uint8Array): void {
    this.sizeBytes += part.length;
    if (this.sizeBytes > maxLineBytes) this.parts = [];
    else this.parts.push(part);
  }

  end(): InputLine {
    const isTooLong = this.sizeBytes > maxLineBytes;
    const bytes = Buffer.concat(this.parts);
    this.parts = [];
    this.sizeBytes = 0;
    return isTooLong
      ? { text: '', problem: `The line is longer than ${maxLineBytes / 1024 / 1024} MiB.` }
      : lineOf(bytes);
  }
}

/**
 * The lines of a stream of bytes, the last one with or without its newline. Only a newline ends one: the line separators
 * of Unicode may be in the strings of valid JSON.
 */
export async function* inputLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<InputLine, void> {
  const line = new Line();
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      line.add(chunk.subarray(from, at));
      from = at + 1;
      yield line.end();
    }
    if (from < chunk.length) line.add(chunk.subarray(from));
  }
  if (line.sizeBytes > 0) yield line.end();
}
