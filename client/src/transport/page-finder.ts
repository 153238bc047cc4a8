import { LinkList, SearchAnswer } from '@weft/shared/protocol/down';
import { linksPath, searchPath } from '@weft/shared/protocol/routes';
import type { PageFinder } from '../pages/page-finder.ts';
import { createAskJson, type JsonRequestOptions } from './ask-json.ts';

/** The server's index of words and links, over HTTP. */
export function createPageFinder(options: JsonRequestOptions = {}): PageFinder {
  const ask = createAskJson(options);
  return {
    async find(space, wanted, signal) {
      const answer = await ask(SearchAnswer, searchPath(space, wanted), { signal });
      return answer.ok ? { ok: true, results: answer.value.results } : answer;
    },
    async linksTo(page, signal) {
      const answer = await ask(LinkList, linksPath(page), { signal });
      return answer.ok ? { ok: true, links: answer.value.links } : answer;
    },
  };
}
