/** PostgreSQL takes neither NUL nor half a surrogate pair. */
const UNKEEPABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is replaced
  /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const keepable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(UNKEEPABLE, ' ') : value;

/** Reads JSON from outside so that the database can keep every text in it. Throws a SyntaxError where it is no JSON. */
export const parseStorable = (text: string): unknown => JSON.parse(text, keepable);

/** The same value so that the database can keep it: whoever pastes into a note what no text may hold means to save the note. */
export const storable = <T>(value: T): T => JSON.parse(JSON.stringify(value), keepable);
