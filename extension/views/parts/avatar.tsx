import { PresenceDot, type PresenceShown } from '#extension/views/call/presence-dot.tsx';

/** `AR` for Ana Ruiz. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return `${first}${last}`.toLocaleUpperCase();
}

/** A person's initials in a circle, with her presence where it is given. Decoration: the name stands beside it. */
export function Avatar({ name, small, presence }: { name: string; small?: boolean; presence?: PresenceShown }) {
  return (
    <span class={small ? 'ava s' : 'ava'} aria-hidden="true">
      {initials(name)}
      {presence && <PresenceDot is={presence} />}
    </span>
  );
}
