/** Outlines on a 20 × 20 grid, drawn in the colour of the text around them. */
const PATHS = {
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  plus: 'M10 4.5v11M4.5 10h11',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  page: 'M6 3.5h5.5L15 7v8.5a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM11.5 3.5V7H15',
  trash:
    'M4.5 6h11M8 6V4.5h4V6M6 6l.6 9.5a1 1 0 0 0 1 .9h4.8a1 1 0 0 0 1-.9L14 6M8.6 9v4.5M11.4 9v4.5',
  check: 'M4.5 10.5l3.6 3.6 7.4-8',
  chevron: 'M6.5 8.3l3.5 3.5 3.5-3.5',
  warning: 'M10 3.6l7 12.2H3zM10 8.4v3.4M10 13.6v.2',
  system: 'M3.5 4.5h13v8.5h-13zM7 16h6M10 13v3',
  light:
    'M10 6.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM10 2.6v1.6M10 15.8v1.6M2.6 10h1.6M15.8 10h1.6M4.8 4.8l1.1 1.1M14.1 14.1l1.1 1.1M15.2 4.8l-1.1 1.1M5.9 14.1l-1.1 1.1',
  dark: 'M15.9 11.9A6.4 6.4 0 0 1 8.1 4.1a6.4 6.4 0 1 0 7.8 7.8z',
  undo: 'M7.5 4.5L4 8l3.5 3.5M4 8h7.5a4 4 0 0 1 0 8H9',
  redo: 'M12.5 4.5L16 8l-3.5 3.5M16 8H8.5a4 4 0 0 0 0 8H11',
  bold: 'M6.5 4.5h4a2.6 2.6 0 0 1 0 5.2h-4zM6.5 9.7h4.7a2.9 2.9 0 0 1 0 5.8H6.5z',
  italic: 'M8.5 4.5h5M6.5 15.5h5M11.3 4.5l-2.6 11',
  underline: 'M6.2 4v5.2a3.8 3.8 0 0 0 7.6 0V4M5.5 16.2h9',
  strike:
    'M13.4 6.4C13 5.1 11.7 4.3 10 4.3c-2 0-3.4 1-3.4 2.6 0 1.5 1.2 2.2 3.4 2.7M3.8 10.2h12.4M6.3 13.2c.4 1.5 1.8 2.5 3.8 2.5 2.1 0 3.6-1.1 3.6-2.8 0-.5-.1-.9-.3-1.2',
  code: 'M7 6.5L3.5 10 7 13.5M13 6.5l3.5 3.5-3.5 3.5M11.3 5l-2.6 10',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.3-2.3a3 3 0 0 0-4.3-4.3l-.8.8M11.5 8.5a3 3 0 0 0-4.3 0l-2.3 2.3a3 3 0 0 0 4.3 4.3l.8-.8',
  text: 'M5 6.5v-2h10v2M10 4.5v11M8 15.5h4',
  'heading-1': 'M3.5 5v10M9.5 5v10M3.5 10h6M13.5 8.2l2.2-1.5V15',
  'heading-2': 'M3 5v10M9 5v10M3 10h6M12.6 8.6a2 2 0 1 1 3.6 1.2L12.6 15h4.2',
  'heading-3': 'M3 5v10M9 5v10M3 10h6M12.7 7.2h3.7l-2.2 2.7a2.5 2.5 0 1 1-1.9 4.2',
  bulleted: 'M8 5.5h8.5M8 10h8.5M8 14.5h8.5M4.3 5.5h.01M4.3 10h.01M4.3 14.5h.01',
  numbered: 'M9 5.5h7.5M9 10h7.5M9 14.5h7.5M4 4l1.3-.7v4M3.8 12.3a1.2 1.2 0 1 1 2.2.7l-2.2 2.7h2.5',
  todo: 'M4.5 4.5h11v11h-11zM7.2 10.2l2 2 3.6-4',
  quote: 'M4.5 4.5v11M8.5 6.5h8M8.5 10h8M8.5 13.5h5',
  'code-block': 'M3.5 4.5h13v11h-13zM8 8l-2 2 2 2M12 8l2 2-2 2',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words or under a label: screen readers never meet it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** Weft's own mark: two threads over two threads. */
export function Mark() {
  return (
    <svg
      className="mark"
      viewBox="0 0 32 32"
      width="24"
      height="24"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="8" />
      <path d="M11.5 7v11M11.5 23.6V25M20.5 7v1.4M20.5 14v11" />
      <path d="M7 11.5h1.4M14 11.5h11M7 20.5h11M23.6 20.5H25" opacity=".72" />
    </svg>
  );
}
