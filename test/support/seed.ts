import fc from 'fast-check';

// Every property test, also one that says nothing about it: CI judges each change on the same cases.
const seed = process.env.INKLING_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
