/** An answer of the live API that belongs to one session: asked for again with each new one. */
import { onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import type { Text } from '../../../../../scripts/language/text.ts';
import { callApi, refusalOf } from '../../live/call-api.ts';
import { useLive } from '../../live/live.ts';
import { texts } from './texts.ts';

const retryMilliseconds = 2_000;

export interface OfSession<Answer> {
  /** That of the session before, until the API has one of the new session. */
  answer: Readonly<ShallowRef<Answer | null>>;
  /** Why there is none yet. */
  notice: Readonly<ShallowRef<Text>>;
}

/** @param path of the API: `/session/codecs`. */
export function useOfSession<Answer extends { sessionId: string }>(
  path: string,
): OfSession<Answer> {
  const { status, isRemote } = useLive();
  // Vue's own type takes another way for what may be a ref itself.
  const answer = shallowRef(null) as ShallowRef<Answer | null>;
  const notice = shallowRef<Text>(texts.connecting);
  let last: Answer | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  const ask = async (): Promise<void> => {
    clearTimeout(retry);
    attempt += 1;
    const mine = attempt;
    const session = status.value?.session;
    if (!session || isRemote.value) answer.value = null;
    if (isRemote.value) notice.value = texts.onlyHere;
    else if (!session) notice.value = status.value ? texts.nobodyOnAir : texts.connecting;
    if (!session || isRemote.value) return;
    const got = await callApi<Answer>(path).catch((error) => refusalOf(error).text);
    if (mine !== attempt) return;
    if ('sessionId' in got && got.sessionId === session.id) {
      last = got;
      answer.value = got;
      return;
    }
    answer.value = last;
    if (!('sessionId' in got)) notice.value = got;
    retry = setTimeout(ask, retryMilliseconds);
  };

  watch([() => status.value?.session?.id, () => status.value === null, isRemote], ask, {
    immediate: true,
  });
  onScopeDispose(() => {
    attempt += 1;
    clearTimeout(retry);
  });
  return { answer, notice };
}
