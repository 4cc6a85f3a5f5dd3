/** Sidetone's mark: my voice above, theirs below. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
      <rect x="1.5" y="6" width="3" height="4.5" rx="1.5" />
      <rect x="6" y="1.5" width="3" height="9" rx="1.5" />
      <rect x="10.5" y="4" width="3" height="6.5" rx="1.5" />
      <rect x="15" y="7" width="3" height="3.5" rx="1.5" />
      <g opacity=".45">
        <rect x="1.5" y="12" width="3" height="3.5" rx="1.5" />
        <rect x="6" y="12" width="3" height="5" rx="1.5" />
        <rect x="10.5" y="12" width="3" height="7" rx="1.5" />
        <rect x="15" y="12" width="3" height="4" rx="1.5" />
      </g>
    </svg>
  );
}
