import {
  AppWindow,
  ArrowDown,
  ArrowDownToLine,
  ArrowLeft,
  ArrowLeftToLine,
  ArrowRight,
  ArrowRightToLine,
  ArrowUp,
  ArrowUpToLine,
  AtSign,
  Baseline,
  Bold,
  Bookmark,
  Calendar,
  CaseSensitive,
  Check,
  ChevronDown,
  CircleChevronRight,
  Code,
  Columns2,
  Columns3,
  Columns4,
  Copy,
  CloudUpload,
  CornerUpRight,
  Download,
  Ellipsis,
  Eraser,
  FileText,
  FoldHorizontal,
  GripVertical,
  Heading1,
  Heading2,
  Heading3,
  History,
  Image,
  Italic,
  LayoutTemplate,
  Lightbulb,
  Link,
  List,
  ListCollapse,
  ListIndentDecrease,
  ListIndentIncrease,
  ListOrdered,
  ListTodo,
  ListTree,
  Menu,
  Minus,
  Monitor,
  Moon,
  Music,
  PaintBucket,
  PanelLeft,
  PanelLeftClose,
  PanelTop,
  Paperclip,
  Pencil,
  Plus,
  Printer,
  Redo2,
  Repeat2,
  Search,
  Settings,
  Sigma,
  Smile,
  SquareCode,
  Star,
  StarOff,
  Strikethrough,
  Sun,
  Superscript,
  Table,
  TextQuote,
  Trash2,
  TriangleAlert,
  Type,
  Underline,
  Undo2,
  UnfoldHorizontal,
  Upload,
  Video,
  Workflow,
  X,
  type IconNode,
} from 'lucide';

const ICONS = {
  menu: Menu,
  plus: Plus,
  close: X,
  page: FileText,
  trash: Trash2,
  device: CloudUpload,
  download: Download,
  print: Printer,
  template: LayoutTemplate,
  history: History,
  check: Check,
  case: CaseSensitive,
  chevron: ChevronDown,
  warning: TriangleAlert,
  system: Monitor,
  light: Sun,
  dark: Moon,
  undo: Undo2,
  redo: Redo2,
  bold: Bold,
  italic: Italic,
  underline: Underline,
  strike: Strikethrough,
  code: Code,
  link: Link,
  text: Type,
  'heading-1': Heading1,
  'heading-2': Heading2,
  'heading-3': Heading3,
  bulleted: List,
  numbered: ListOrdered,
  todo: ListTodo,
  quote: TextQuote,
  'code-block': SquareCode,
  toggle: ListCollapse,
  'toggle-heading': CircleChevronRight,
  callout: Lightbulb,
  equation: Sigma,
  divider: Minus,
  table: Table,
  'columns-2': Columns2,
  'columns-3': Columns3,
  'columns-4': Columns4,
  contents: ListTree,
  diagram: Workflow,
  footnote: Superscript,
  copy: Copy,
  up: ArrowUp,
  indent: ListIndentIncrease,
  outdent: ListIndentDecrease,
  down: ArrowDown,
  left: ArrowLeft,
  right: ArrowRight,
  'add-above': ArrowUpToLine,
  'add-below': ArrowDownToLine,
  'add-left': ArrowLeftToLine,
  'add-right': ArrowRightToLine,
  clear: Eraser,
  'header-row': PanelTop,
  'header-column': PanelLeft,
  wider: UnfoldHorizontal,
  narrower: FoldHorizontal,
  grip: GripVertical,
  turn: Repeat2,
  color: Baseline,
  background: PaintBucket,
  image: Image,
  video: Video,
  audio: Music,
  file: Paperclip,
  bookmark: Bookmark,
  embed: AppWindow,
  emoji: Smile,
  mention: AtSign,
  date: Calendar,
  upload: Upload,
  search: Search,
  more: Ellipsis,
  star: Star,
  unstar: StarOff,
  rename: Pencil,
  move: CornerUpRight,
  fold: PanelLeftClose,
  settings: Settings,
} as const satisfies { readonly [name: string]: IconNode };

export type IconName = keyof typeof ICONS;

/** A picture beside words or under a label: screen readers never meet it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
    >
      {ICONS[name].map(([Tag, attributes], index) => (
        <Tag key={index} {...attributes} />
      ))}
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
