import { createParser } from 'eventsource-parser';
import { parseJson } from '../../core/server/dialects/json.js';

/** Text that is not made of events, or an event that is not JSON. */
export class UnreadableEvents extends Error {
  override readonly name = 'UnreadableEvents';

  /** @param start of the body, to tell a web page by. */
  constructor(readonly start: string) {
    super('no events');
  }
}

/** How a body is divided into events; `whole` is one event. */
export type Framing = 'sse' | 'lines' | 'whole';

/** More than any event has: a token with its alternatives is some kilobytes. */
const maxEventChars = 4_000_000;
const startChars = 512;

/** Divides text into events. `feed` returns those that are complete. */
interface Splitter {
  feed(text: string): readonly string[];
  /** The event that the body's end completes, if any. */
  end(): readonly string[];
}

function sseSplitter(): Splitter {
  let events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data), maxBufferSize: maxEventChars });
  const feed = (text: string): readonly string[] => {
    events = [];
    parser.feed(text);
    return events;
  };
  // A last event may lack the empty line after it.
  return { feed, end: () => feed('\n\n') };
}

function lineSplitter(): Splitter {
  let rest = '';
  const feed = (text: string): readonly string[] => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > maxEventChars) throw new UnreadableEvents(rest.slice(0, startChars));
    return lines.filter((line) => line.trim() !== '');
  };
  return { feed, end: () => feed('\n') };
}

function wholeSplitter(): Splitter {
  let all = '';
  return {
    feed: (text) => {
      all += text;
      if (all.length > maxEventChars) throw new UnreadableEvents(all.slice(0, startChars));
      return [];
    },
    end: () => (all.trim() === '' ? [] : [all]),
  };
}

const splitters = { sse: sseSplitter, lines: lineSplitter, whole: wholeSplitter };

/** The JSON of an event. OpenAI's end of a stream, `[DONE]`, is none, and is passed on as it is. */
function valueOf(event: string): unknown {
  if (event.trim() === '[DONE]') return '[DONE]';
  const value = parseJson(event);
  if (value === undefined) throw new UnreadableEvents(event.slice(0, startChars));
  return value;
}

/**
 * The events of a body, as soon as each is complete.
 *
 * @throws UnreadableEvents, or what the body throws.
 */
export async function* eventsOf(body: AsyncIterable<Buffer>, framing: Framing): AsyncGenerator<unknown, void> {
  const decoder = new TextDecoder();
  const splitter = splitters[framing]();
  let start = '';
  let hasEvent = false;
  for await (const bytes of body) {
    const text = decoder.decode(bytes, { stream: true });
    if (start.length < startChars) start += text.slice(0, startChars - start.length);
    for (const event of splitter.feed(text)) {
      hasEvent = true;
      yield valueOf(event);
    }
  }
  for (const event of splitter.end()) {
    hasEvent = true;
    yield valueOf(event);
  }
  if (!hasEvent && start.trim() !== '') throw new UnreadableEvents(start);
}
