/** The picture of whoever is on air, joined anew whenever the session changes or the connection dies. */
import { onBeforeUnmount, type ShallowRef, shallowRef, watch } from 'vue';
import type { Text } from '../../../../../scripts/language/text.ts';
import { watchRoom } from '../../../../../scripts/pages/shared/watch-room.ts';
import type { PublisherAccess } from '../../../../../scripts/site/api-types.ts';
import { callApi, refusalOf } from '../../live/call-api.ts';
import { useLive } from '../../live/live.ts';
import { texts } from './texts.ts';

const retryMilliseconds = 2_000;

export interface RoomPicture {
  /** Null while there is none. */
  stream: Readonly<ShallowRef<MediaStream | null>>;
  /** Why there is none. */
  notice: Readonly<ShallowRef<Text>>;
}

export function useRoomPicture(): RoomPicture {
  const { status, isRemote } = useLive();
  const stream = shallowRef<MediaStream | null>(null);
  const notice = shallowRef<Text>(texts.joining);
  let retry: ReturnType<typeof setTimeout> | undefined;
  let end = () => {};
  /** Counts the tries: the answer to an earlier one comes too late. */
  let attempt = 0;

  const stop = (): void => {
    attempt += 1;
    clearTimeout(retry);
    end();
    end = () => {};
    stream.value = null;
  };

  const join = async (): Promise<void> => {
    stop();
    const mine = attempt;
    const publisherId = status.value?.session?.publisherId;
    if (publisherId === undefined) {
      notice.value = status.value ? texts.nobodyOnAir : texts.connecting;
      return;
    }
    if (isRemote.value) {
      notice.value = texts.onlyHere;
      return;
    }
    notice.value = texts.joining;
    const again = () => {
      if (mine !== attempt) return;
      stream.value = null;
      retry = setTimeout(join, retryMilliseconds);
    };
    try {
      const access = await callApi<PublisherAccess>('/publisher-access');
      if (mine !== attempt) return;
      end = watchRoom(access, publisherId, {
        onPicture: (picture) => {
          stream.value = picture;
        },
        onLost: again,
      });
    } catch (error) {
      if (mine === attempt) notice.value = refusalOf(error).text;
      again();
    }
  };

  watch([() => status.value?.session?.id, () => status.value === null, isRemote], join, {
    immediate: true,
  });
  onBeforeUnmount(stop);
  return { stream, notice };
}
