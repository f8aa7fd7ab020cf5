/** The weather's model of one direction, with a clock and a chance of our own. */
import { expect, test } from 'vitest';
import {
  type ChosenConditions,
  clearConditions,
  conditionsSchema,
  presetNames,
  presetOf,
  presets,
} from '../../../scripts/weather/conditions.ts';
import { Blackouts, Impairment, seededRandom } from '../../../scripts/weather/impairment.ts';

function impairment(chosen: ChosenConditions, seed = 1, hasRate = true) {
  const conditions = conditionsSchema.parse(chosen);
  const blackouts = new Blackouts(conditions);
  const model = new Impairment(seededRandom(seed), { hasRate }, blackouts);
  /** Departures in ms; or by what each was lost. */
  const carry = (packets: number, everyMilliseconds = 10, bytes = 1_000) =>
    Array.from({ length: packets }, (_, index) => {
      const fate = model.decide(bytes, index * everyMilliseconds);
      return 'lostBy' in fate ? fate.lostBy : fate.departsAt;
    });
  return { model, blackouts, carry };
}

const lost = (fates: readonly (number | string)[]) => fates.filter((fate) => fate === 'chance');
const arrived = (fates: readonly (number | string)[]) =>
  fates.filter((fate) => typeof fate === 'number');

test('in clear weather every packet leaves as it comes', () => {
  expect(impairment({}).carry(4)).toEqual([0, 10, 20, 30]);
});

test('as many are lost as was asked for, one by one; one seed loses the same again', () => {
  const fates = impairment({ lossPercent: 5 }).carry(20_000);
  expect(lost(fates).length / 200).toBeGreaterThan(4.5);
  expect(lost(fates).length / 200).toBeLessThan(5.5);
  // By chance: two in a row are as likely as any.
  const pairs = fates.filter((fate, index) => fate === 'chance' && fates[index + 1] === 'chance');
  expect(pairs.length).toBeGreaterThan(30);
  expect(pairs.length).toBeLessThan(75);
  expect(impairment({ lossPercent: 5 }).carry(20_000)).toEqual(fates);
  expect(impairment({ lossPercent: 5 }, 2).carry(20_000)).not.toEqual(fates);
});

test('a seed loses the same packets whatever else the weather does', () => {
  const where = (chosen: ChosenConditions) =>
    impairment({ lossPercent: 5, ...chosen })
      .carry(2_000)
      .map((fate) => fate === 'chance');
  expect(where({ jitterMilliseconds: 40, reorders: true })).toEqual(where({}));
});

test('delay holds each; jitter adds from nothing to all of it, and keeps the order', () => {
  expect(impairment({ delayMilliseconds: 100 }).carry(3)).toEqual([100, 110, 120]);
  const fates = arrived(
    impairment({ delayMilliseconds: 100, jitterMilliseconds: 40 }).carry(2_000),
  );
  const delays = fates.map((departsAt, index) => departsAt - index * 10);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
  expect(Math.max(...delays)).toBeLessThan(140);
  expect(Math.max(...delays)).toBeGreaterThan(138);
  expect(fates).toEqual(fates.toSorted((a, b) => a - b));
});

test('packets overtake each other only where they may', () => {
  const fates = arrived(impairment({ jitterMilliseconds: 40, reorders: true }).carry(2_000));
  const overtaken = fates.filter((departsAt, index) => departsAt > (fates[index + 1] ?? Infinity));
  expect(overtaken.length).toBeGreaterThan(500);
  const delays = fates.map((departsAt, index) => departsAt - index * 10);
  const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
  expect(mean).toBeGreaterThan(19);
  expect(mean).toBeLessThan(21);
});

test('what does not fit the rate waits, and what would wait too long is lost', () => {
  // 972 + 28 bytes are 8 kilobits: 10 ms at 800 kbit/s.
  const fits = impairment({ rateKilobitsPerSecond: 800 });
  expect(fits.carry(100, 10, 972)).toEqual(Array.from({ length: 100 }, (_, i) => 10 * i + 10));

  const tight = impairment({ rateKilobitsPerSecond: 400, queueMilliseconds: 200 });
  const fates = tight.carry(1_000, 10, 972);
  const waited = fates.flatMap((fate, index) =>
    typeof fate === 'number' ? [fate - index * 10] : [],
  );
  expect(waited.length).toBeGreaterThan(500);
  expect(waited.length).toBeLessThan(512);
  // Its own 20 ms on the line come after the wait.
  expect(Math.max(...waited)).toBeLessThanOrEqual(220);
  expect(fates.filter((fate) => fate === 'queue')).toHaveLength(1_000 - waited.length);

  const back = impairment({ rateKilobitsPerSecond: 400 }, 1, false);
  expect(back.carry(3)).toEqual([0, 10, 20]);
});

test('one blackout begins with the media; then all passes', () => {
  const { carry, blackouts } = impairment({ blackoutSeconds: 1 });
  expect(carry(10)).not.toContain('blackout');
  blackouts.seeMedia(5_000);
  expect([4_999, 5_000, 5_999, 6_000, 60_000].map((at) => blackouts.isDark(at))).toEqual(
    // It cannot be dark before it began; nobody asks for the past.
    [true, true, true, false, false],
  );
});

test('blackouts come again, and begin anew when they are set anew', () => {
  const conditions = conditionsSchema.parse({ blackoutSeconds: 1, blackoutEverySeconds: 20 });
  const { model, blackouts } = impairment(conditions);
  blackouts.seeMedia(1_000);
  const dark = [1_000, 1_999, 2_000, 20_999, 21_000, 21_999, 22_000, 41_500];
  expect(dark.map((at) => blackouts.isDark(at))).toEqual([
    ...[true, true, false, false, true, true, false, true],
  ]);
  expect(model.decide(100, 41_500)).toEqual({ lostBy: 'blackout' });
  blackouts.set(conditions);
  expect(blackouts.isDark(41_500)).toBe(false);
});

test('new conditions hold from the next packet on', () => {
  const { model } = impairment({ delayMilliseconds: 100 });
  expect(model.decide(100, 0)).toEqual({ departsAt: 100 });
  model.set(conditionsSchema.parse({}));
  // Not before the one that is on its way.
  expect(model.decide(100, 10)).toEqual({ departsAt: 100 });
  expect(model.decide(100, 110)).toEqual({ departsAt: 110 });
});

test('conditions out of range are refused; presets are known by what they do', () => {
  expect(conditionsSchema.parse({})).toEqual(clearConditions);
  expect(conditionsSchema.safeParse({ lossPercent: 51 }).success).toBe(false);
  expect(conditionsSchema.safeParse({ loss: 5 }).success).toBe(false);
  for (const name of presetNames) {
    expect(conditionsSchema.parse(presets[name].conditions)).toEqual(presets[name].conditions);
  }
  for (const name of presetNames) expect(presetOf({ ...presets[name].conditions })).toBe(name);
  expect(presetOf(conditionsSchema.parse({ lossPercent: 7 }))).toBe('own');
});
