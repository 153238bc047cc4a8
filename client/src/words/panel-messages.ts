import { ENGLISH } from './english.ts';
import { PANEL_ENGLISH } from './panel-english.ts';
import { speaker, type PlainKeyOf, type Speaker } from './messages.ts';

type Words = typeof ENGLISH & typeof PANEL_ENGLISH;
export type PanelKey = PlainKeyOf<Words>;

/** As `message`, for what is loaded when somebody asks for it: its own words come with it, and cost the first page nothing. */
export const panelMessage: Speaker<Words> = speaker({ ...ENGLISH, ...PANEL_ENGLISH }, 'panels');
