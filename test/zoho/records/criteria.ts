/** Reads a field of the record at hand, as the person who searches may see it. */
type Read = (field: string) => unknown;
type Test = (read: Read) => boolean;

const OPERATORS: Record<string, (held: string, wanted: string) => boolean> = {
  equals: (held, wanted) => held === wanted,
  not_equal: (held, wanted) => held !== wanted,
  starts_with: (held, wanted) => held.startsWith(wanted),
  contains: (held, wanted) => held.includes(wanted),
  in: (held, wanted) => wanted.split(',').includes(held),
};

/** `Field:operator:value)`, where a backslash takes the next character's meaning away. */
const CONDITION = /(\w+):(\w+):((?:[^()\\]|\\.)*)\)/y;
const JOINT = /\s*(and|or)\s*/y;

const plain = (value: unknown): string => String(value ?? '').toLowerCase();

/**
 * Reads `criteria=`: `(Field:operator:value)` joined by `and` or `or`, grouped by more parentheses; joints of one group are taken
 * from left to right. Undefined if it is not well formed. Parentheses in a value must be escaped with a backslash.
 */
export function readCriteria(text: string): Test | undefined {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const term = (): Test | undefined => {
    if (text[at] !== '(') return undefined;
    at += 1;
    const found = take(CONDITION);
    if (found) return condition(found);
    const inner = group();
    if (text[at] !== ')') return undefined;
    at += 1;
    return inner;
  };
  const group = (): Test | undefined => {
    let left = term();
    for (let joint = take(JOINT); left && joint; joint = take(JOINT)) {
      const [before, after, both] = [left, term(), joint[1] === 'and'];
      left = after && ((read) => (both ? before(read) && after(read) : before(read) || after(read)));
    }
    return left;
  };
  const whole = group();
  return at === text.length ? whole : undefined;
}

function condition([, field = '', operator = '', value = '']: RegExpExecArray): Test | undefined {
  const compare = OPERATORS[operator];
  const wanted = plain(value.replace(/\\(.)/g, '$1'));
  return compare && ((read) => compare(plain(read(field)), wanted));
}
