/** The page of the lens: it first reports that it has loaded, and all its content comes in messages. */
import type { ToPage } from '../../core/lens/messages.js';
import { wordsOf } from '../../core/lens/pageTexts.js';
import { postToEditor } from './host.js';
import { LensPage } from './page.js';

let page: LensPage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'hello') page = new LensPage(wordsOf(data.texts), data.isFollowing);
  else page?.receive(data);
});
postToEditor({ kind: 'ready' });
