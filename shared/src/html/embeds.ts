/** What a frame shows of another site. */
export interface Embed {
  /** The site's own name. */
  readonly provider: string;
  /** Its page that is made to stand in others. */
  readonly frame: string;
  /** Width by height of what it shows, or its height in pixels. */
  readonly shape: { readonly ratio: number } | { readonly height: number };
}

/** The only origins that frames may be of; the server's content security policy says the same. */
export const EMBED_ORIGINS = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://www.loom.com',
  'https://www.figma.com',
  'https://codepen.io',
  'https://open.spotify.com',
  'https://w.soundcloud.com',
  'https://www.google.com',
  'https://docs.google.com',
] as const;

type FrameOf = (url: URL) => Omit<Embed, 'provider'> | undefined;

const FILM = { ratio: 16 / 9 };
const PAGE = { ratio: 4 / 3 };

const PROVIDERS: readonly (readonly [string, hosts: RegExp, FrameOf])[] = [
  ['YouTube', /^(?:(?:www|m|music)\.)?(?:youtube(?:-nocookie)?\.com|youtu\.be)$/, youTube],
  ['Vimeo', /^(?:(?:www|player)\.)?vimeo\.com$/, vimeo],
  ['Loom', /^(?:www\.)?loom\.com$/, loom],
  ['Figma', /^(?:www\.)?figma\.com$/, figma],
  ['CodePen', /^(?:www\.)?codepen\.io$/, codePen],
  ['Spotify', /^open\.spotify\.com$/, spotify],
  ['SoundCloud', /^(?:(?:www|m)\.)?soundcloud\.com$/, soundCloud],
  ['Google Maps', /^(?:(?:www|maps)\.)?google\.com$/, googleMaps],
  ['Google Docs', /^docs\.google\.com$/, googleDocs],
];

/**
 * The frame that shows what an address leads to, if it is of a known site. Its address is put together anew from what was
 * recognised, so that nothing else of the given one gets into a frame.
 */
export function embedOf(address: unknown): Embed | undefined {
  if (typeof address !== 'string' || !/^\s*https?:\/\//i.test(address)) return undefined;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.port !== '') return undefined;
  for (const [provider, hosts, frameOf] of PROVIDERS) {
    if (!hosts.test(url.hostname)) continue;
    const found = frameOf(url);
    return found && { provider, ...found };
  }
  return undefined;
}

function youTube({ hostname, pathname, searchParams }: URL): ReturnType<FrameOf> {
  const path = hostname === 'youtu.be' ? `/embed${pathname}` : pathname;
  const [, inPath] = /^\/(?:embed|shorts|live|v)\/([\w-]{11})\/?$/.exec(path) ?? [];
  const id = inPath ?? searchParams.get('v') ?? '';
  if (!/^[\w-]{11}$/.test(id)) return undefined;
  const start = seconds(searchParams.get('t') ?? searchParams.get('start') ?? '');
  const query = start > 0 ? `?start=${start}` : '';
  return { frame: `https://www.youtube-nocookie.com/embed/${id}${query}`, shape: FILM };
}

/** `90`, `90s` and `1m30s` are all a minute and a half. */
function seconds(time: string): number {
  const [whole, hours = 0, minutes = 0, rest = 0] =
    /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/.exec(time) ?? [];
  return whole === undefined ? 0 : Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}

function vimeo({ pathname, searchParams }: URL): ReturnType<FrameOf> {
  const [, id, inPath] =
    /^\/(?:video\/|channels\/[\w-]+\/)?(\d{4,12})(?:\/([0-9a-f]{6,20}))?\/?$/.exec(pathname) ?? [];
  if (id === undefined) return undefined;
  const secret = inPath ?? searchParams.get('h') ?? '';
  const query = /^[0-9a-f]{6,20}$/.test(secret) ? `?dnt=1&h=${secret}` : '?dnt=1';
  return { frame: `https://player.vimeo.com/video/${id}${query}`, shape: FILM };
}

function loom({ pathname }: URL): ReturnType<FrameOf> {
  const [, id] = /^\/(?:share|embed)\/(?:[\w-]*-)?([0-9a-f]{32})\/?$/.exec(pathname) ?? [];
  return id === undefined
    ? undefined
    : { frame: `https://www.loom.com/embed/${id}`, shape: { ratio: 16 / 10 } };
}

function figma({ pathname, search }: URL): ReturnType<FrameOf> {
  if (!/^\/(?:file|design|proto|board|slides|deck)\/[\w-]+/.test(pathname)) return undefined;
  const shown = encodeURIComponent(`https://www.figma.com${pathname}${search}`);
  return { frame: `https://www.figma.com/embed?embed_host=weft&url=${shown}`, shape: PAGE };
}

function codePen({ pathname }: URL): ReturnType<FrameOf> {
  const [, who, what] =
    /^\/([\w-]+)\/(?:pen|full|details|embed)\/(?:preview\/)?([A-Za-z]+)\/?$/.exec(pathname) ?? [];
  if (who === undefined || what === undefined) return undefined;
  return {
    frame: `https://codepen.io/${who}/embed/${what}?default-tab=result`,
    shape: { height: 400 },
  };
}

function spotify({ pathname }: URL): ReturnType<FrameOf> {
  const [, kind, id] =
    /^\/(?:intl-\w+\/)?(?:embed\/)?(track|album|playlist|artist|episode|show)\/(\w{22})\/?$/.exec(
      pathname,
    ) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  const height = kind === 'track' || kind === 'episode' ? 152 : 352;
  return { frame: `https://open.spotify.com/embed/${kind}/${id}`, shape: { height } };
}

function soundCloud({ pathname }: URL): ReturnType<FrameOf> {
  if (!/^\/[\w-]+\/(?:sets\/)?[\w-]+\/?$/.test(pathname)) return undefined;
  const shown = encodeURIComponent(`https://soundcloud.com${pathname}`);
  const height = pathname.includes('/sets/') ? 450 : 166;
  return { frame: `https://w.soundcloud.com/player/?url=${shown}`, shape: { height } };
}

function googleMaps({ hostname, pathname, searchParams }: URL): ReturnType<FrameOf> {
  if (!hostname.startsWith('maps.') && !/^\/maps(?:\/|$)/.test(pathname)) return undefined;
  const frame = (query: string): ReturnType<FrameOf> => ({
    frame: `https://www.google.com/maps${query}`,
    shape: { ratio: 16 / 10 },
  });
  const made = searchParams.get('pb');
  if (pathname === '/maps/embed')
    return made === null ? undefined : frame(`/embed?pb=${encodeURIComponent(made)}`);
  const [, place] = /^\/maps\/(?:place|search)\/([^/@]+)/.exec(pathname) ?? [];
  const [, point] = /@(-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?)/.exec(pathname) ?? [];
  const wanted = (place === undefined ? undefined : plain(place)) ?? searchParams.get('q') ?? point;
  return wanted === undefined || wanted === ''
    ? undefined
    : frame(`?q=${encodeURIComponent(wanted)}&output=embed`);
}

function plain(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function googleDocs({ pathname }: URL): ReturnType<FrameOf> {
  const [, kind, published, id] =
    /^\/(document|presentation|spreadsheets)\/(?:u\/\d+\/)?d\/(e\/)?([\w-]{20,120})(?:\/|$)/.exec(
      pathname,
    ) ?? [];
  if (kind === undefined || id === undefined) return undefined;
  const isSlides = kind === 'presentation';
  const view = published
    ? isSlides
      ? 'pubembed'
      : kind === 'document'
        ? 'pub?embedded=true'
        : 'pubhtml?widget=true'
    : isSlides
      ? 'embed'
      : 'preview';
  return {
    frame: `https://docs.google.com/${kind}/d/${published ?? ''}${id}/${view}`,
    shape: isSlides ? FILM : { height: 600 },
  };
}
