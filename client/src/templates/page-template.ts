/** A page to begin with: its title, and its text as Markdown. */
export interface PageTemplate {
  readonly icon: string;
  readonly title: string;
  /** What it is for, in a few words. */
  readonly about: string;
  readonly text: string;
}

/** The templates that come with Weft, in the order in which they are offered; the welcome page is none of them. */
export const TEMPLATE_NAMES = ['meeting', 'project', 'decision', 'week', 'reading'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
export type Templates = Readonly<Record<TemplateName | 'welcome', PageTemplate>>;
