/** Stands in for a compiled addon that ends the extension host when its parent is gone; the harness ends both. */
'use strict';
const process = require('node:process');

exports.start = () => {};
exports.exit = (code) => process.exit(code || 0);
