/** Whether the page is dark behind an element: the first background on the way up that is not see-through decides. */
export function isDarkBehind(element: Element): boolean {
  for (let above: Element | null = element; above; above = above.parentElement) {
    const [red = 255, green = 255, blue = 255, alpha = 1] = channels(getComputedStyle(above).backgroundColor);
    if (alpha > 0.5) return (red * 299 + green * 587 + blue * 114) / 1000 < 128;
  }
  return getComputedStyle(document.documentElement).colorScheme === 'dark';
}

/** `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)`; other colour spaces count as see-through. */
function channels(colour: string): number[] {
  if (!colour.startsWith('rgb')) return [0, 0, 0, 0];
  return (colour.match(/[\d.]+/g) ?? []).map(Number);
}
