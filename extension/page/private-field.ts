/** What a field tells of itself, as far as it tells what is typed there. */
export interface FieldTraits {
  readonly type: string;
  /** The `autocomplete` attribute. */
  readonly autocomplete: string;
  /** Its name, id, label and placeholder. */
  readonly words: readonly string[];
}

/** Source: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill, the tokens for cards and passwords. */
const PRIVATE_TOKEN =
  /^(?:cc-(?!name|given-name|additional-name|family-name|type)[a-z-]+|(?:current|new)-password|one-time-code)$/;

/** Names and labels in English and Spanish. Each stands alone: a postcard is no card. */
const PRIVATE_WORDS = [
  /\b(?:credit|debit|bank|payment)[ -]?card\b/,
  /\bcard[ -]?(?:number|no|num|code)\b/,
  /\b(?:cvc|cvv|cvv2|cvc2|csc|iban)\b/,
  /\bsecurity[ -]?code\b/,
  /\b(?:password|passcode|pin code)\b/,
  /\b(?:tarjeta de (?:credito|debito)|n(?:umero|[.º°]?) ?(?:de )?(?:la )?tarjeta)\b/,
  /\bcodigo (?:de seguridad|cvv|cvc)\b/,
  /\b(?:contrasena|clave de acceso|numero de cuenta)\b/,
] as const;

/** Whether what is typed into this field must not be recorded. */
export function isPrivate({ autocomplete, type, words }: FieldTraits): boolean {
  if (type === 'password') return true;
  if (
    autocomplete
      .toLowerCase()
      .split(/\s+/)
      .some((token) => PRIVATE_TOKEN.test(token))
  )
    return true;
  return words.some((text) => {
    const plain = plainly(text);
    return PRIVATE_WORDS.some((pattern) => pattern.test(plain));
  });
}

/** Small, without accents, and with `cardNumber` and `card_number` in two words. */
const plainly = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[_\s]+/g, ' ')
    .toLowerCase();

/** The traits of what has the focus; null: it is no field that is typed into. */
export function traitsOf(target: EventTarget | null | undefined): FieldTraits | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  const labels = [...(target.labels ?? [])].map((label) => label.textContent ?? '');
  const { autocomplete, id, name, placeholder, type } = target;
  return { type, autocomplete, words: [name, id, placeholder, target.getAttribute('aria-label') ?? '', ...labels] };
}
