/** Whether a date fits a list's filter of this name: on a day, or with `<` or `>`, until or from it (both inclusive). */
export function dayFits(query: URLSearchParams, name: string, date: Date): boolean {
  const day = date.toISOString().slice(0, 10);
  const [on, until, from] = [name, `${name}<`, `${name}>`].map((key) => query.get(key)?.slice(0, 10));
  return (!on || day === on) && (!until || day <= until) && (!from || day >= from);
}
