import type { ServerAddress } from '../../core/server/serverAddress.js';

/** Scheme, host and port of a server: the unit of consent and of API keys, as of a browser's origins. */
export const originOf = ({ base }: ServerAddress): string => new URL(base).origin;
