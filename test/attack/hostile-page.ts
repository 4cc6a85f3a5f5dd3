/** Runs in a page, before any script of it: gathers what has run, and fills what the views are told and answered with these texts. */
export function takeOver(run: string, texts: readonly string[]): void {
  const ran: unknown[] = [];
  Object.assign(window, { [run]: (what: unknown) => ran.push(what), sidetoneHasRun: ran });
  let next = 0;
  // What a view decides by stays as it is: words of the contract, ids, times, numbers, zones and languages.
  const fixed =
    /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z][a-z]+\/\w+|[a-z]{2}-[A-Z]{2}|[A-Z]{2,3}|[a-z]{1,2}_[\w-]+|[\d+:.,TZ ()-]*|[a-z0-9]+\.[\w.]+)$/;
  const hostile = (value: unknown): unknown => {
    if (typeof value === 'string') return fixed.test(value) ? value : (texts[next++ % texts.length] ?? value);
    if (Array.isArray(value)) return value.map(hostile);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, name === 'language' || name === 'theme' ? one : hostile(one)]),
    );
  };
  interface Told {
    ask(...asked: unknown[]): Promise<unknown>;
    watch(name: string, show: (snapshot: unknown) => void, signal: AbortSignal): void;
  }
  let wire: Told | undefined;
  Object.defineProperty(window, 'sidetone', {
    get: () => wire,
    set(given: Told) {
      const ask = given.ask.bind(given);
      const watch = given.watch.bind(given);
      given.ask = async (...asked) => hostile(await ask(...asked));
      given.watch = (name, show, signal) =>
        watch(name, (snapshot) => show(name === 'settings' ? snapshot : hostile(snapshot)), signal);
      wire = given;
    },
  });
}

/** Runs in a page: what has run there, or would at the next click or turn; and how many of the texts are to be read. */
export function whatRan(run: string): { ran: string[]; shown: boolean } {
  const found: unknown = Object(window).sidetoneHasRun;
  const ran = Array.isArray(found) ? found.map((one) => `it ran: ${one}`) : [];
  const under = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? under(one.shadowRoot) : [])]);
  const all = under(document);
  for (const element of all) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) ran.push(`<${element.localName} ${name}=${value}>`);
      if (/^(?:href|src|action|formaction|data|xlink:href|srcdoc)$/i.test(name) && value.includes(run))
        if (/^[\s\0]*(?:javascript|data|vbscript):/i.test(value.replace(/[\t\n\r]/g, '')))
          ran.push(`<${element.localName} ${name}=${value}>`);
    }
    if (element.localName === 'script' && element.textContent?.includes(run)) ran.push('a script');
    if (/^(?:iframe|object|embed|template|noscript)$/.test(element.localName)) ran.push(`<${element.localName}>`);
  }
  return { ran, shown: all.some(({ shadowRoot }) => (shadowRoot ?? document.documentElement).innerHTML.includes(run)) };
}
