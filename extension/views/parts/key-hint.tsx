/** Keys that do what the button around them does: seen only, since its `keys` tell them to screen readers. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  return (
    <span class="keyhints" aria-hidden="true">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
