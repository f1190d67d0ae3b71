import assert from 'node:assert/strict';
import '../editor/warmUp.js';

/** Unhandled rejections with Inkling in their stack: VS Code has its own. */
const unhandled: string[] = [];

interface RejectionEvent {
  readonly reason: unknown;
}

// VS Code blocks addEventListener in this worker.
Object.assign(globalThis, {
  onunhandledrejection: ({ reason }: RejectionEvent) => {
    const stack = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    if (stack.includes('/dist/')) unhandled.push(stack);
  },
});

after('every rejection was handled', async () => {
  // A rejection is told of only after the microtasks.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(unhandled, []);
});
