import { expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import {
  announce,
  dropAfter,
  endAfter,
  hangUp,
  otherBytes,
  redirectTo,
  silent,
  stallAfter,
  status,
  tooMuch,
  type Behaviour,
} from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, id, run, treeOf } from './support/downloads.js';

const graph = 'onnx/model.onnx';
const forEver = (behaviour: Behaviour): Behaviour[] => Array.from({ length: 20 }, () => behaviour);

interface Fault {
  readonly what: string;
  /** The request that fails. */
  readonly at: string;
  readonly by: Behaviour;
  /** The message to the user: the problem and the next step. */
  readonly says: RegExp;
  /** Number of retries before that. */
  readonly triesAgain: number;
  /** Only where silence is the fault: a busy machine may be silent for that long, too. */
  readonly stallMs?: number;
}

const faults: Fault[] = [
  {
    what: 'a model that was removed',
    at: 'HEAD config.json',
    by: status(404),
    says: /doesn't have config\.json of maker\/tiny \(404\)\. The model may have been renamed, moved, or removed\. Choose another model/,
    triesAgain: 0,
  },
  {
    what: 'a model that the hub hides, since it is not there',
    at: 'HEAD config.json',
    by: status(401, { 'x-error-code': 'RepoNotFound' }),
    says: /renamed, moved, or removed/,
    triesAgain: 0,
  },
  {
    what: 'a graph that was removed',
    at: 'HEAD onnx/model.onnx',
    by: status(404),
    says: /doesn't have onnx\/model\.onnx of maker\/tiny/,
    triesAgain: 0,
  },
  {
    what: 'a model behind an account',
    at: 'GET tokenizer.json',
    by: status(401),
    says: /restricts access to maker\/tiny \(401\).*account.*select its folder/,
    triesAgain: 0,
  },
  {
    what: 'a model behind a consent',
    at: 'HEAD config.json',
    by: status(403, { 'x-error-code': 'GatedRepo' }),
    says: /consent to its terms/,
    triesAgain: 0,
  },
  {
    what: 'a request that is refused',
    at: 'HEAD config.json',
    by: status(400),
    says: /refuses.*\(400\)/,
    triesAgain: 0,
  },
  {
    what: 'too many requests',
    at: 'GET tokenizer.json',
    by: status(429),
    says: /is busy \(429\)\. Try again later\. The partial download was kept/,
    triesAgain: 5,
  },
  {
    what: 'too many requests, with a time to wait',
    at: 'HEAD config.json',
    by: status(429, { 'retry-after': '3600' }),
    says: /is busy \(429\)\. Try again in 60 min\.$/,
    triesAgain: 0,
  },
  {
    what: 'a server with a problem',
    at: 'HEAD tokenizer.json',
    by: status(500),
    says: /reports a server error \(500\)\. Try again later\.$/,
    triesAgain: 5,
  },
  {
    what: 'storage with a problem',
    at: `GET cdn ${graph}`,
    by: status(502),
    says: /\(502\).*The partial download was kept/,
    triesAgain: 5,
  },
  {
    what: 'a line that drops at once',
    at: 'HEAD config.json',
    by: hangUp,
    says: /connection to .* failed repeatedly \(socket hang up\)\. Try again later\.$/,
    triesAgain: 5,
  },
  {
    what: 'a line that drops always at the same place',
    at: 'GET tokenizer.json',
    by: dropAfter(0),
    says: /failed repeatedly/,
    triesAgain: 5,
  },
  {
    what: 'a server that never answers',
    at: 'HEAD config.json',
    by: silent,
    says: /did not respond\)/,
    triesAgain: 5,
    stallMs: 400,
  },
  {
    what: 'a server that stops sending',
    at: `GET cdn ${graph}`,
    by: (exchange) => stallAfter(exchange.request.headers.range ? 0 : 100_000)(exchange),
    says: /stopped sending\).*The partial download was kept/,
    triesAgain: 5,
    stallMs: 400,
  },
  {
    what: 'an answer that is shorter than announced',
    at: 'GET tokenizer.json',
    by: endAfter(0),
    says: /tokenizer\.json ended after 0 of 3000 bytes/,
    triesAgain: 5,
  },
  {
    what: 'an answer that announces more than it sends',
    at: 'GET tokenizer.json',
    by: (exchange) => announce(100)({ ...exchange, content: exchange.content!.subarray(0, 2000) }),
    says: /tokenizer\.json.*: it has 2100 bytes, not the 3000 announced\. It was not used/,
    triesAgain: 1,
  },
  {
    what: 'an answer that announces less than it sends',
    at: 'GET tokenizer.json',
    by: announce(-100),
    says: /it has 2900 bytes, not the 3000 announced/,
    triesAgain: 1,
  },
  {
    what: 'a file of another length than announced',
    at: 'HEAD tokenizer.json',
    by: announce(-100),
    says: /did not arrive from .* as expected: it has 3000 bytes, not the 2900 announced.*It was not used/,
    triesAgain: 1,
  },
  {
    what: 'a file that never ends',
    at: `GET cdn ${graph}`,
    by: tooMuch,
    says: /longer than the 400000 bytes announced.*another server in the setting "inkling\.models\.mirror"/,
    triesAgain: 1,
  },
  {
    what: 'a wrong checksum of a large file',
    at: `GET cdn ${graph}`,
    by: otherBytes,
    says: /onnx\/model\.onnx of maker\/tiny did not arrive.*its checksum doesn't match\. It was not used/,
    triesAgain: 1,
  },
  {
    what: 'a wrong checksum of a small file',
    at: 'GET tokenizer.json',
    by: otherBytes,
    says: /tokenizer\.json.*its checksum doesn't match/,
    triesAgain: 1,
  },
  {
    what: 'redirects in a circle',
    at: 'HEAD config.json',
    by: redirectTo(`/${id}/resolve/main/config.json`),
    says: /redirected the download more than 10 times/,
    triesAgain: 0,
  },
  {
    what: 'a redirect to a file on this machine',
    at: 'HEAD config.json',
    by: redirectTo('file:///etc/passwd'),
    says: /redirects the download to "file:\/\/\/etc\/passwd", which Inkling doesn't follow/,
    triesAgain: 0,
  },
  {
    what: 'a redirect to nowhere',
    at: 'HEAD config.json',
    by: redirectTo('http://'),
    says: /which Inkling doesn't follow/,
    triesAgain: 0,
  },
];

test.each(faults)('$what', { timeout: 60_000 }, async ({ at, by, says, triesAgain, stallMs }) => {
  const hub = await hubOfTest();
  hub.misbehave(at, ...forEver(by));
  const tiny = downloaderOfTest(hub, stallMs === undefined ? {} : { stallMs });
  const error = await run(tiny).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(says);
  if (stallMs === undefined) expect(tiny.waits.length).toBe(triesAgain);
  else expect(tiny.waits.length).toBeGreaterThanOrEqual(triesAgain);

  // No half model, and no file under its own name that was not checked.
  expect(await tiny.store.installed()).toEqual([]);
  const failed = at.split(' ').at(-1)!;
  expect(treeOf(tiny.store.root)).not.toContain(`maker/tiny.part/${failed}`);
  expect(treeOf(tiny.store.root).filter((file) => file.startsWith('maker/tiny/'))).toEqual([]);

  // Once the hub is well, the same downloader gets the model.
  hub.misbehave(at);
  expect(await run(tiny)).toBe(tiny.store.folderOf(id));
});

test('leaves nothing when it failed before anything was there', async () => {
  const hub = await hubOfTest();
  hub.misbehave('HEAD config.json', status(404));
  const tiny = downloaderOfTest(hub);
  await expect(run(tiny)).rejects.toBeInstanceOf(UserError);
  expect(treeOf(tiny.store.root)).toEqual([]);
  expect((await tiny.store.list()).partial).toEqual([]);
});
