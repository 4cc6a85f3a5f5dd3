/** What a Problem's sentence may draw on. */
export interface ProblemFacts {
  /** Whether the reader can change the team's set-up herself. */
  readonly admin: boolean;
  /** The Problem's own values, ready to be read: numbers grouped, countries by name. Only what the server sent is there. */
  readonly values: Readonly<Partial<Record<string, string>>>;
}

/** A Problem in a person's words: cause, what to do, and the label of the one button that mends it (see `problem-fix.ts`). */
export interface ProblemWords {
  readonly what: string;
  readonly do: string;
  readonly button: string | null;
}
