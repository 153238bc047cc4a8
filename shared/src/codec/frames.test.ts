import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { concat } from './bytes.ts';
import { decodeFrames, encodeFrame, FrameError, type Frame } from './frames.ts';

const frame: fc.Arbitrary<Frame> = fc.record({
  kind: fc.constantFrom('state', 'update'),
  // From 128 on the length takes another byte.
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 8 }),
    fc.constantFrom(127, 128, 129).map((length) => new Uint8Array(length).fill(7)),
  ),
});
const encodeAll = (frames: readonly Frame[]): Uint8Array => concat(frames.map(encodeFrame));

test('FRM-1 a frame is its kind, its length as a varint, and its payload', () => {
  expect(encodeFrame({ kind: 'state', bytes: Uint8Array.of(9, 8) })).toEqual(
    Uint8Array.of(1, 2, 9, 8),
  );
  expect(encodeFrame({ kind: 'update', bytes: new Uint8Array() })).toEqual(Uint8Array.of(2, 0));
  const long = encodeFrame({ kind: 'update', bytes: new Uint8Array(300) });
  expect([...long.subarray(0, 3)]).toEqual([2, 0xac, 0x02]);
  expect(long).toHaveLength(303);
});

test('FRM-1 frames concatenate, and come back as they were', () => {
  const frames = fc.array(frame, { maxLength: 6 });
  fc.assert(
    fc.property(frames, (given) => {
      expect(decodeFrames(encodeAll(given))).toEqual(given);
    }),
  );
});

test('FRM-1 lengths around each further byte of the varint come back', () => {
  for (const length of [127, 128, 16_383, 16_384, 2_097_151, 2_097_152]) {
    const [decoded] = decodeFrames(encodeFrame({ kind: 'state', bytes: new Uint8Array(length) }));
    expect(decoded?.bytes.length).toBe(length);
  }
});

test('FRM-1 a body without frames holds none', () => {
  expect(decodeFrames(new Uint8Array())).toEqual([]);
});

test('FRM-1 payloads are read where they are, without a copy', () => {
  const body = encodeAll([{ kind: 'update', bytes: Uint8Array.of(1, 2, 3) }]);
  expect(decodeFrames(body)[0]!.bytes.buffer).toBe(body.buffer);
});

test('FRM-2 a body cut inside a frame throws, and one cut between frames is the frames before', () => {
  const cutBody = fc
    .array(frame, { minLength: 1, maxLength: 4 })
    .chain((frames) =>
      fc.record({ frames: fc.constant(frames), cut: fc.nat({ max: encodeAll(frames).length }) }),
    );
  fc.assert(
    fc.property(cutBody, ({ frames, cut }) => {
      const body = encodeAll(frames).subarray(0, cut);
      const whole = frames.findIndex((_, i) => encodeAll(frames.slice(0, i + 1)).length > cut);
      const before = whole === -1 ? frames : frames.slice(0, whole);
      if (encodeAll(before).length === cut) expect(decodeFrames(body)).toEqual(before);
      else expect(() => decodeFrames(body)).toThrow(FrameError);
    }),
  );
});

test('FRM-2 an unknown kind throws, also after sound frames', () => {
  const sound = encodeFrame({ kind: 'update', bytes: Uint8Array.of(1) });
  for (const kind of [0, 3, 5, 0x80, 255]) {
    expect(() => decodeFrames(Uint8Array.of(kind, 0))).toThrow(FrameError);
    expect(() => decodeFrames(concat([sound, Uint8Array.of(kind, 0)]))).toThrow(FrameError);
  }
});

test('FRM-2 a length without end throws, and one beyond memory allocates nothing', () => {
  expect(() => decodeFrames(new Uint8Array(64).fill(0xff).with(0, 2))).toThrow(FrameError);
  expect(() => decodeFrames(Uint8Array.of(2, 0xff, 0xff, 0xff, 0xff, 0x7f, 1))).toThrow(FrameError);
});
