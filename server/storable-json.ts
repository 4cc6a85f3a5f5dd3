/** PostgreSQL takes neither NUL nor half a surrogate pair. */
const keepable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', ' ').toWellFormed() : value;

/** Reads JSON from outside so that the database can keep every text in it. Throws a SyntaxError where it is no JSON. */
export const parseStorable = (text: string): unknown => JSON.parse(text, keepable);

/** The same value so that the database can keep it: whoever pastes into a note what no text may hold means to save the note. */
export const storable = <T>(value: T): T => JSON.parse(JSON.stringify(value), keepable);
