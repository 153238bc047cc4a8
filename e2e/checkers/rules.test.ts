import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packages, root } from '../../.run/repository.mjs';
import { ruleProblems } from './rule-coverage.ts';
import { testTitles } from './test-titles.ts';

const DOCUMENTS = ['shared/PROTOCOL.md', 'shared/DOCUMENT.md'];
const TESTS = /\.(?:test|spec)\.tsx?$|\.contract\.ts$/;
const GENERATED = /(?:^|\/)(?:node_modules|dist|\.types|\.canary|test-results)\//;

test('CHECK-8 every test names its rules and every rule has a test', () => {
  const rules = DOCUMENTS.map((name) => readFileSync(join(root, name), 'utf8')).join('\n');
  expect(ruleProblems(rules, testFiles())).toEqual([]);
});

test('CHECK-8 the search for test files finds those of every package and kind', () => {
  const names = testFiles().map(({ name }) => name);
  expect(names).toContain('e2e/checkers/rules.test.ts');
  for (const name of packages) {
    expect(names.filter((file) => file.startsWith(`${name}/`))).not.toEqual([]);
  }
});

describe('the meta-test', () => {
  const protocol =
    '# Rules\n\n- **UP-1** One.\n- **UP-2** Two.\n\nUP-3 in passing, **UP-4** too.\n';
  const problems = (source: string) => ruleProblems(protocol, [{ name: 'a.test.ts', source }]);

  test('CHECK-9 is content when rules and tests agree', () => {
    expect(problems("test('UP-1 UP-2 both', () => {});")).toEqual([]);
    expect(problems("test('UP-1 x', f);\ntest('UP-2 y', f);\ntest('UP-2 z', f);")).toEqual([]);
  });

  test('CHECK-9 reports a rule without a test', () => {
    expect(problems("test('UP-1 x', () => {});")).toEqual(['UP-2 has no test.']);
    expect(problems("// test('UP-2 y', f)\ntest('UP-1 x', f);")).toEqual(['UP-2 has no test.']);
  });

  test('CHECK-9 reports a title that begins with no rule or is computed', () => {
    const both = "test('UP-1 UP-2 both', f);\n";
    for (const planted of [
      "test('x', f);",
      "test('see UP-1', f);",
      "test('UP-1', f);",
      "test('UP-1: x', f);",
      'test(`${id} x`, f);',
      'test(title, f);',
      "test.each([1])('%i', f);",
    ]) {
      expect(problems(both + planted)).toEqual(['a.test.ts:2 has a title without a rule.']);
    }
  });

  test('CHECK-9 reports a rule that nobody defined, or defined twice', () => {
    expect(problems("test('UP-1 UP-2 UP-3 x', f);")).toEqual([
      'a.test.ts:1 names UP-3, which is not defined.',
    ]);
    const twice = `${protocol}- **UP-1** Again.\n`;
    const tested = { name: 'a.test.ts', source: "test('UP-1 UP-2 x', f);" };
    expect(ruleProblems(twice, [tested])).toEqual(['UP-1 is defined twice.']);
  });

  test('CHECK-9 reads every way to register a test, and nothing else', () => {
    const source = `
      describe('a room', () => {
        it("A-1", f);
        test.only('A-2', f);
        test.each<number>([1, 2])('A-3 %i', f);
        test.each\`a | b\`(\`A-4 \${1} x\`, f);
        it.concurrent.for([[')']])('A-5', f);
        test.skipIf(process.platform === 'win32')('A-6', f);
        for (const seed of seeds) test(\`A-7 seed \${seed}\`, { timeout: 1 }, f);
      });
      test.beforeEach(f);
      test.describe('a journey', f);
      test.step('a step', f);
      test.skip(browserName === 'webkit', 'why');
      /A-8/.test('A-8');
      commit('A-9');
      const text = "test('A-10', f)";
    `;
    expect(testTitles('a.test.ts', source).map(({ title }) => title)).toEqual([
      'A-1',
      'A-2',
      'A-3 %i',
      'A-4 … x',
      'A-5',
      'A-6',
      'A-7 seed …',
    ]);
  });
});

function testFiles(): { name: string; source: string }[] {
  return packages
    .flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${name}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter((name) => TESTS.test(name) && !GENERATED.test(name))
    .map((name) => ({ name, source: readFileSync(join(root, name), 'utf8') }));
}
