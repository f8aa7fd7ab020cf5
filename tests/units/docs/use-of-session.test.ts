/** What a slide shows of a session while one follows another. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';
import { useOfSession } from '../../../docs/.vitepress/theme/present/demonstrations/use-of-session.ts';
import { ApiRefusal } from '../../../scripts/pages/shared/api.ts';

const { live, callApi } = vi.hoisted(() => ({
  live: { status: { value: null as unknown }, isRemote: { value: false } },
  callApi: vi.fn(),
}));
vi.mock(import('../../../docs/.vitepress/theme/live/live.ts'), async () => {
  const { ref, shallowRef } = await import('vue');
  live.status = shallowRef(null);
  live.isRemote = ref(false);
  return { useLive: () => live } as never;
});
vi.mock(import('../../../docs/.vitepress/theme/live/call-api.ts'), async (original) => ({
  ...(await original()),
  callApi,
}));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refusal = new ApiRefusal(409, { en: 'Not yet.', es: 'Todavía no.' });
const begin = async (id: string | null) => {
  live.status.value = { session: id === null ? null : { id } };
  await nextTick();
  await vi.advanceTimersByTimeAsync(10);
};

test('keeps what it shows while the new session has no answer yet', async () => {
  const scope = effectScope();
  const shown = scope.run(() => useOfSession('/session/codecs'));
  callApi.mockResolvedValue({ sessionId: 'one' });
  await begin('one');
  expect(shown?.answer.value).toEqual({ sessionId: 'one' });

  callApi.mockRejectedValue(refusal);
  await begin(null);
  expect(shown?.answer.value).toBeNull();
  expect(shown?.notice.value.en).toMatch(/^Nobody is on air/);
  await begin('two');
  expect(shown?.answer.value).toEqual({ sessionId: 'one' });
  await begin('three');
  expect(shown?.answer.value).toEqual({ sessionId: 'one' });

  callApi.mockResolvedValue({ sessionId: 'three' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown?.answer.value).toEqual({ sessionId: 'three' });
  scope.stop();
});
