import { test, vi } from 'vitest';
const clock = vi.hoisted(() => { const time = { now: 1_000_000 }; Date.now = () => time.now; return time; });

import { writeTogether } from '../testing/write-together.ts';
test('EDIT-1 zz', () => {
  const [a, b] = process.env['SEED']!.split('-').map(Number);
  (globalThis as any).TRACE = []; (globalThis as any).LETTER = process.env['LETTER']; const f = (e: any) => { console.log(String(e.message).slice(0,Number(process.env['LEN'] ?? 300))); console.log((e.stack ?? '').split('\n').filter((x: string) => x.includes('src/')).join('\n')); if (e.cause) f(e.cause); };
  for (let s = a!; s <= (b ?? a!); s++) try { const { typed, ...o } = writeTogether(s, s % 2 === 0 ? 10 : 2, 120, () => void (clock.now += 200)); if (JSON.stringify(o).length > 60) console.log(s, JSON.stringify(o));} catch (e) { f(e); }
  console.log((globalThis as any).TRACE.join('\n'));
}, 600000);
