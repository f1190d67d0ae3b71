/** A program that has to be installed. */
export interface NeededProgram {
  /** As the shell finds it, or the path of a file that its package has. */
  readonly name: string;
  /** Debian's packages with it, as apt-get takes them. */
  readonly package: string;
}

/** How close answers come to those of linux-x64. */
export interface Accuracy {
  /** Whether each log-probability has to be the same number. */
  readonly isExact: boolean;
  /** The largest difference of confidences. */
  readonly confidence: number;
  /** The number of the suite's places, of all, at which the text has to be the same. */
  readonly minEqualTexts: 'all' | number;
}

/** A machine that runs the Node of another platform. */
export interface StartedMachine {
  /** The command before a script's path. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder of this run, with spaces and non-ASCII characters in its path. */
  readonly dir: string;
  /** The folder that is `C:\` there; absent where paths are the same. */
  readonly driveC?: string;
}

/** A platform other than this one, and how its programs run here. */
export interface Machine {
  /** Of `npm run package`. */
  readonly target: string;
  readonly programs: readonly NeededProgram[];
  readonly accuracy: Accuracy;
  start(): Promise<StartedMachine>;
  /** Ends what keeps running after the tests. */
  stop?(started: StartedMachine): void;
}
