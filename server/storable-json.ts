/**
 * Reads JSON from outside so that the database can keep every text in it: PostgreSQL takes neither NUL nor half a surrogate pair, and whoever
 * pastes one into a note means to save the note. Throws a SyntaxError where it is no JSON.
 */
export const parseStorable = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
