/** Whether the focus goes outside the element that listens. */
export function leaves(event: FocusEvent): boolean {
  const { currentTarget, relatedTarget } = event;
  return currentTarget instanceof Node && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget);
}
