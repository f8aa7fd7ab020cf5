import { expect, it } from 'vitest';
import { KeyframeAsker } from '../../../../scripts/stack/relay/keyframe-asker.ts';

/** At which of these moments a request goes out, when one is wanted all the time. */
function asked(asker: KeyframeAsker, sent: { count: number }, until: number, from = 0): number[] {
  const moments: number[] = [];
  for (let now = from; now <= until; now += 100) {
    const before = sent.count;
    asker.ask(now);
    if (sent.count > before) moments.push(now);
  }
  return moments;
}

it('asks at once, and less and less often until a keyframe comes', () => {
  const sent = { count: 0 };
  const asker = new KeyframeAsker(() => {
    sent.count += 1;
  });
  expect(asked(asker, sent, 7_000)).toEqual([0, 300, 900, 2_100, 4_500, 6_900]);
  asker.answered();
  expect(asked(asker, sent, 8_000, 7_300)).toEqual([7_300, 7_600]);
});
