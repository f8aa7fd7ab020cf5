/** Whom Janus's Admin API of stage 02 answers (Janus documentation, "Admin/Monitor API"). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Settings } from '../../labs/settings.ts';
import { notYet } from '../labs/not-yet.ts';
import type { TriedJanus } from './tried-janus.ts';

const answerSchema = z.looseObject({
  janus: z.string(),
  error: z.object({ code: z.number(), reason: z.string() }).optional(),
});

/** The core's answer to a request without the right secret (apierror.h). */
const unauthorized = 403;

const siteOf = ({ ports }: Settings): string => `http://localhost:${ports.site}`;

/** The Admin API wants its own secret. */
export async function checkAdminSecret({ settings }: TriedJanus): Promise<void> {
  const { admin, api } = settings.secrets;
  const right = await askAdmin(settings, siteOf(settings), admin);
  complainIfSiteIsRefused(settings, right.status);
  if (right.answer?.janus !== 'success') {
    notYet('other-admin-secret', {
      expected: {
        en: 'The Admin API answers to settings.secrets.admin.',
        es: 'La Admin API responde a settings.secrets.admin.',
      },
      seen: {
        en: `It refused: ${right.answer?.error?.reason}`,
        es: `Se negó: ${right.answer?.error?.reason}`,
      },
    });
  }
  // The second is Janus's default.
  for (const wrong of [undefined, 'janusoverlord', api]) {
    const { answer } = await askAdmin(settings, siteOf(settings), wrong);
    if (answer?.error?.code === unauthorized) continue;
    notYet('admin-open', {
      expected: {
        en: 'Who does not say settings.secrets.admin learns nothing from the Admin API: it answers 403.',
        es: 'Quien no dice settings.secrets.admin no obtiene nada de la Admin API: responde 403.',
      },
      seen: {
        en: `It listed the sessions to someone who said ${wrong === undefined ? 'no secret' : 'a wrong one'}.`,
        es: `Listó las sesiones a alguien que ${wrong === undefined ? 'no dijo ningún secreto' : 'dijo uno equivocado'}.`,
      },
    });
  }
}

/** Web pages of other sites cannot even try secrets on the Admin API. */
export async function checkAdminOrigin({ settings }: TriedJanus): Promise<void> {
  const { admin } = settings.secrets;
  for (const origin of ['http://evil.example', 'http://localhost:1']) {
    const { status, allowedOrigin } = await askAdmin(settings, origin, admin);
    if (status === unauthorized) continue;
    const isAnnounced = allowedOrigin === siteOf(settings);
    notYet('any-page-asks', {
      expected: {
        en: `The Admin API refuses (403) what a page of another site than ${siteOf(settings)} sends. The address holds settings.ports.site.`,
        es: `La Admin API rechaza (403) lo que envía una página de otro sitio que no sea ${siteOf(settings)}. La dirección lleva settings.ports.site.`,
      },
      seen: isAnnounced
        ? {
            en: `It announces ${allowedOrigin} as the only origin, but refuses nobody: it did what a page of ${origin} asked for. That page's browser only hides the answer.`,
            es: `Anuncia ${allowedOrigin} como único origen, pero no rechaza a nadie: hizo lo que pidió una página de ${origin}. El navegador solo le oculta la respuesta a esa página.`,
          }
        : {
            en: `It did what a page of ${origin} asked for.`,
            es: `Hizo lo que pidió una página de ${origin}.`,
          },
    });
  }
  complainIfSiteIsRefused(settings, (await askAdmin(settings, siteOf(settings), admin)).status);
}

function complainIfSiteIsRefused(settings: Settings, status: number): void {
  if (status !== unauthorized) return;
  notYet('site-refused', {
    expected: {
      en: `The Admin API answers to the workshop's own site, ${siteOf(settings)} (settings.ports.site).`,
      es: `La Admin API responde al sitio del taller, ${siteOf(settings)} (settings.ports.site).`,
    },
    seen: {
      en: 'It refused it with 403, whatever its secret. Is allow_origin exactly that, without a slash at the end?',
      es: 'Lo rechazó con 403, diga el secreto que diga. ¿Es allow_origin exactamente eso, sin barra al final?',
    },
  });
}

async function askAdmin(settings: Settings, origin: string, secret: string | undefined) {
  const { janusHost, ports } = settings;
  const response = await fetch(`http://${janusHost}:${ports.janusAdmin}/admin`, {
    method: 'POST',
    headers: { Origin: origin },
    body: JSON.stringify({
      janus: 'list_sessions',
      transaction: randomUUID(),
      ...(secret ? { admin_secret: secret } : {}),
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    allowedOrigin: response.headers.get('access-control-allow-origin'),
    answer: text ? answerSchema.parse(JSON.parse(text)) : null,
  };
}
