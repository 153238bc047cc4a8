import { type ESTree, parseSync, Visitor } from 'vite';

/** Where a test is registered, and its title as far as it is written out. */
export interface TestTitle {
  /** 1 for the first line. */
  readonly line: number;
  /** Undefined when the title is computed, so that nobody can look it up. */
  readonly title: string | undefined;
}

/** Ways to register a test that take arguments of their own before the title. */
const CURRIED = new Set(['each', 'for', 'skipIf', 'runIf']);
const MODIFIERS = new Set([...CURRIED, 'only', 'skip', 'fails', 'concurrent', 'sequential']);
/** Within a running Playwright test these take a condition, not a title. */
const CONDITIONS = new Set(['skip', 'fixme', 'fail', 'slow']);

/** The titles of all tests that a file of tests registers, whatever form the registration takes. */
export function testTitles(file: string, source: string): TestTitle[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`);
  const titles: TestTitle[] = [];
  new Visitor({
    CallExpression(call) {
      const chain = registration(call.callee);
      if (chain === undefined || CURRIED.has(chain.at(-1) ?? '')) return;
      const title = textOf(call.arguments[0]);
      if (title === undefined && CONDITIONS.has(chain.at(-1) ?? '')) return;
      titles.push({ line: source.slice(0, call.start).split('\n').length, title });
    },
  }).visit(program);
  return titles;
}

/**
 * The modifiers between `test` and the call, or undefined when the call registers no test. A curried
 * modifier that has got its arguments no longer counts as the last one: `''` follows it.
 */
function registration(callee: ESTree.Expression): string[] | undefined {
  switch (callee.type) {
    case 'Identifier':
      return callee.name === 'test' || callee.name === 'it' ? [] : undefined;
    case 'MemberExpression': {
      const chain = registration(callee.object);
      if (chain === undefined || callee.property.type !== 'Identifier') return undefined;
      const { name } = callee.property;
      return MODIFIERS.has(name) || CONDITIONS.has(name) ? [...chain, name] : undefined;
    }
    case 'CallExpression':
      return curried(registration(callee.callee));
    case 'TaggedTemplateExpression':
      return curried(registration(callee.tag));
    default:
      return undefined;
  }
}

function curried(chain: string[] | undefined): string[] | undefined {
  return chain !== undefined && CURRIED.has(chain.at(-1) ?? '') ? [...chain, ''] : undefined;
}

function textOf(title: ESTree.Argument | undefined): string | undefined {
  if (title?.type === 'Literal' && typeof title.value === 'string') return title.value;
  if (title?.type !== 'TemplateLiteral') return undefined;
  return title.quasis.map((part) => part.value.cooked ?? '').join('…');
}
