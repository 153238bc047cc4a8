/** HTML that tries to run something, to load something, or to hide where it leads. */

const RUN = 'window.pasted=1';

/** Addresses that run something, in all the ways to write them. */
const ADDRESSES: readonly string[] = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  ` javascript:${RUN}`,
  `&#1;javascript:${RUN}`,
  `java&Tab;script:${RUN}`,
  `java&NewLine;script:${RUN}`,
  `java\nscript:${RUN}`,
  `java\r\nscript:${RUN}`,
  `java\tscript&colon;${RUN}`,
  `&#106;avascript&#58;${RUN}`,
  `&#x6A;&#x61;vascript:${RUN}`,
  `&#0000106avascript:${RUN}`,
  `javascript&#x3A;${RUN}`,
  `\u0000javascript:${RUN}`,
  `java\u200bscript:${RUN}`,
  `javascript\u00a0:${RUN}`,
  `javascript://a.b/%0a${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  'data:text/html;base64,PHNjcmlwdD4=',
  `DATA:image/svg+xml,<svg onload=${RUN}>`,
  `vbscript:${RUN}`,
  `view-source:javascript:${RUN}`,
  `feed:javascript:${RUN}`,
  `jar:javascript:${RUN}`,
  'file:///etc/passwd',
  'blob:https://a.b/c',
  'filesystem:https://a.b/c',
  `https://www.google.com/url?q=javascript:${RUN}`,
];

/** Places for an address. */
const LEADING: readonly ((address: string) => string)[] = [
  (address) => `<a href="${address}">x</a>`,
  (address) => `<img src="${address}" alt="x">`,
  (address) => `<video src="${address}" poster="${address}"><source src="${address}"></video>`,
  (address) => `<figure class="file"><a href="${address}">x</a></figure>`,
  (address) => `<figure class="bookmark"><a class="bookmark" href="${address}">x</a></figure>`,
  (address) => `<svg><a xlink:href="${address}" href="${address}"><text>x</text></a></svg>`,
  (address) => `<math><mtext><a href="${address}">x</a></mtext></math>`,
  (address) => `<form action="${address}"><button formaction="${address}">x</button></form>`,
  (address) => `<iframe src="${address}"></iframe><embed src="${address}"><object data="${address}">`,
  (address) => `<base href="${address}"><a href="b">x</a>`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}"><link rel=stylesheet href="${address}">`,
]; // prettier-ignore

/** Elements that run by being there, and handlers. */
const RUNNING: readonly string[] = [
  `<script>${RUN}</script>`,
  `<SCRIPT/XSS>${RUN}</SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror=${RUN}>`,
  `<img src="https://a.b" onload=${RUN}>`,
  `<svg onload=${RUN}><script>${RUN}</script><animate onbegin=${RUN} attributeName=x>`,
  `<svg><foreignObject><script>${RUN}</script></foreignObject></svg>`,
  `<svg><style><img src=x onerror=${RUN}></style></svg>`,
  `<math><mi><mglyph><style><img src=x onerror=${RUN}></style></mglyph></mi></math>`,
  `<math><annotation-xml encoding="text/html"><script>${RUN}</script></annotation-xml></math>`,
  `<details open ontoggle=${RUN}><summary>x</summary></details>`,
  `<video><source onerror=${RUN}></video>`,
  `<body onload=${RUN}><p onclick=${RUN} style="background:url(javascript:${RUN})">x</p>`,
  `<style>@import "javascript:${RUN}"; * { background: url(${RUN}) }</style>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${RUN}></style></mglyph></form>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
  `<svg></p><style><a id="</style><img src=1 onerror=${RUN}>">`,
  `<select><template><style><!--</style><a rel="--></style></template></select><img onerror=${RUN} src>">`,
  `<!--><img src=x onerror=${RUN}>-->`,
  `<!--[if gte IE 4]><script>${RUN}</script><![endif]-->`,
  `<![CDATA[<script>${RUN}</script>]]>`,
  `<textarea><script>${RUN}</script></textarea><xmp><script>${RUN}</script></xmp>`,
  `<title><img src=x onerror=${RUN}></title>`,
  `<table><tr><td background="javascript:${RUN}"><script>${RUN}</script></table>`,
  `<span class="katex"><math><annotation encoding="application/x-tex">\\href{javascript:${RUN}}{x}</annotation></math></span>`,
  `<pre class='language-"><script>${RUN}</script>'><code>x</code></pre>`,
  `<p data-color='red"><script>${RUN}</script>'>x</p>`,
  `<ol type='"><script>' start='"><script>'><li>x</ol>`,
  `<a href='https://a.b/"><script>${RUN}</script>'>x</a>`,
  `<marquee onstart=${RUN}>x</marquee><input autofocus onfocus=${RUN}><isindex type=image src=1 onerror=${RUN}>`,
  `<div id=body><div name=createElement>x</div></div><img name=childNodes><form id=attributes><input name=nodeName></form>`,
  '<p __proto__="x" constructor="x" style="__proto__:x">x</p>',
]; // prettier-ignore

/** What may stand around each of them, and changes how it is parsed. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['<table><tr><td>', '</td></tr></table>'],
  ['<ul><li>', ''],
  ['<b><p>', '</b></p>'],
  ['<svg>', '</svg>'],
  ['<math><mtext>', '</mtext></math>'],
];

export const HOSTILE_HTML: readonly string[] = [
  ...LEADING.flatMap((place) => ADDRESSES.map(place)),
  ...AROUND.flatMap(([before, after]) => RUNNING.map((html) => before + html + after)),
];
