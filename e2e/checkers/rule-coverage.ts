import { testTitles } from './test-titles.ts';

/** Name and text of a file that registers tests. */
export interface TestFile {
  readonly name: string;
  readonly source: string;
}

/**
 * What is wrong between the rules and the tests, one sentence each: a rule defined twice, a rule
 * that no test names, a title that does not begin with a rule, a title naming a rule nobody defined.
 *
 * @param rules text with rules as list items `- **APP-3** sentence.`
 */
export function ruleProblems(rules: string, files: readonly TestFile[]): string[] {
  const problems: string[] = [];
  const untested = new Set<string>();
  for (const [, id = ''] of rules.matchAll(/^ *[-*] \*\*([A-Z]+-\d+)\*\*/gm)) {
    if (untested.has(id)) problems.push(`${id} is defined twice.`);
    untested.add(id);
  }
  const defined = new Set(untested);
  for (const { name, source } of files) {
    for (const { line, title } of testTitles(name, source)) {
      const ids = idsOf(title ?? '');
      if (ids.length === 0) problems.push(`${name}:${line} has a title without a rule.`);
      for (const id of ids) {
        untested.delete(id);
        if (!defined.has(id)) problems.push(`${name}:${line} names ${id}, which is not defined.`);
      }
    }
  }
  for (const id of untested) problems.push(`${id} has no test.`);
  return problems;
}

/** The ids that a title begins with; none if they are all there is to it. */
function idsOf(title: string): string[] {
  const [beginning] = /^(?:[A-Z]+-\d+ )+(?=\S)/.exec(title) ?? [];
  return beginning?.trim().split(' ') ?? [];
}
