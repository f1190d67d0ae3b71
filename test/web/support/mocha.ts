/** Mocha's build for browsers, under the name by which the tests import Node's: it sets a global. */
import 'mocha/mocha.js';

export default (globalThis as unknown as { Mocha: typeof Mocha }).Mocha;
