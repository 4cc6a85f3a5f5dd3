type Child = Node | string | null | undefined;
type Attributes = Record<string, string | null | undefined>;

/** Makes an element. Attributes that are null are left out; texts become text nodes: nothing here is ever parsed as markup. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  for (const child of children) if (child != null) element.append(child);
  return element;
}

const ICONS = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l4.5 4.5',
  plus: 'M12 5v14M5 12h14',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4a2 2 0 0 0 0-4M9 15a2 2 0 1 0 0 4a2 2 0 0 0 0-4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  phone:
    'M6 3.5h3.2l1.6 4.3-2.1 1.5a12 12 0 0 0 6 6l1.5-2.1 4.3 1.6V18a2.5 2.5 0 0 1-2.5 2.5A14.5 14.5 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5z',
  eye: 'M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5-9.5-6.5-9.5-6.5zM12 9.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  task: 'M5 4h14v16H5zM8.5 12.5l2.5 2.5 4.5-5',
  outgoing:
    'M6 5.5h2.8l1.4 3.8-1.8 1.3a10.5 10.5 0 0 0 5 5l1.3-1.8 3.8 1.400V18a2 2 0 0 1-2 2A12.5 12.5 0 0 1 4 7.500a2 2 0 0 1 2-2zM14 10l6-6M15.5 4H20v4.5',
  incoming:
    'M6 5.5h2.8l1.4 3.8-1.8 1.3a10.5 10.5 0 0 0 5 5l1.3-1.8 3.8 1.400V18a2 2 0 0 1-2 2A12.5 12.5 0 0 1 4 7.500a2 2 0 0 1 2-2zM20 4l-6 6M14 5.500V10h4.5',
  missed:
    'M6 5.5h2.8l1.4 3.8-1.8 1.3a10.5 10.5 0 0 0 5 5l1.3-1.8 3.8 1.400V18a2 2 0 0 1-2 2A12.5 12.5 0 0 1 4 7.500a2 2 0 0 1 2-2zM14.5 4.500l5 5M19.5 4.500l-5 5',
  file: 'M7 3.5h7l4.5 4.500v12.500H7zM14 3.500V8h4.5',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.500M5 20h14',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.300L20 9.500M20 4.500v5h-5',
  clip: 'M18.5 11.500l-6.8 6.800a4.2 4.2 0 0 1-6-6l7.4-7.400a2.8 2.8 0 0 1 4 4l-7.2 7.200a1.4 1.4 0 0 1-2-2l6.3-6.3',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5',
} as const;

export type IconName = keyof typeof ICONS;

/** A line drawing of 24 × 24 in the colour of the text. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name: IconName, label: string, className = ''): HTMLElement {
  return h(
    'button',
    { type: 'button', class: `iconButton ${className}`, title: label, 'aria-label': label },
    icon(name),
  );
}
