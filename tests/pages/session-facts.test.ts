/** What the live API tells of a running session, of a real stack. */
import { expect, test } from 'vitest';
import { ask } from '../../scripts/checks/ask.ts';
import { pictureOptionsSchema } from '../../scripts/publisher/picture-options.ts';
import type { SessionCodecs, SessionDescriptions } from '../../scripts/site/api-types.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

test('a session’s descriptions and codecs are told', { timeout: 60_000 }, async () => {
  const stack = await startTestStack({ profile: 'low' });
  const { session } = await stack.waitForStatus('a segment of the session', isOk('playlist'));

  const { sessionId, offer, answer } = (await expectAnswer(
    stack,
    'descriptions',
    200,
  )) as SessionDescriptions;
  expect(sessionId).toBe(session?.id);
  // The offerer proposes both roles or takes one; who answers takes the other (RFC 5763, section 5).
  expect(offer).toMatch(/^v=0[\s\S]*^m=audio [\s\S]*^m=video [\s\S]*^a=setup:active/m);
  expect(answer).toMatch(/^v=0[\s\S]*^m=audio [\s\S]*^m=video [\s\S]*^a=setup:passive/m);
  for (const description of [offer, answer]) {
    const passwords = description.match(/^a=ice-pwd:.*$/gm) ?? [];
    expect(passwords.length).toBeGreaterThan(0);
    for (const line of passwords) expect(line.trim()).toBe('a=ice-pwd:••••');
  }

  const { widthPixels, heightPixels } = pictureOptionsSchema.parse({});
  const codecs = (await expectAnswer(stack, 'codecs', 200)) as SessionCodecs;
  expect(codecs).toEqual({
    sessionId: session?.id,
    audio: {
      before: { codec: 'Opus', detail: '48 kHz · stereo' },
      after: { codec: 'AAC', detail: '48 kHz · stereo' },
    },
    video: {
      before: { codec: 'H.264', detail: 'Constrained Baseline 3.1' },
      after: {
        codec: 'H.264',
        detail: `Constrained Baseline 3.1 · ${widthPixels} × ${heightPixels}`,
      },
    },
  });
});

test('while nobody is on air, that is said', { timeout: 60_000 }, async () => {
  const stack = await startTestStack({ publisher: 'none' });
  for (const what of ['descriptions', 'codecs']) {
    expect(await expectAnswer(stack, what, 409)).toEqual({
      error: { en: expect.stringContaining('Nobody'), es: expect.stringContaining('nadie') },
    });
  }
});

async function expectAnswer(
  { settings }: TestStack,
  what: string,
  wanted: number,
): Promise<unknown> {
  const headers = { host: `localhost:${settings.ports.site}` };
  const { status, text, json } = await ask(settings.ports.site, `/api/session/${what}`, {
    headers,
  });
  expect(status, text).toBe(wanted);
  return json();
}
