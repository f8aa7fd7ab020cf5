/** Calls the site's live API from a page. */
import type { Text } from '../../language/text.ts';
import {
  type ApiError,
  type PublisherAccess,
  pinHeader,
  tokenHeader,
  type ViewerSettings,
} from '../../site/api-types.ts';
import type { ViewerReport } from '../../stack/status.ts';

/** The API answered, but not with what was asked for. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly text: Text;

  constructor(status: number, text: Text) {
    super(text.en);
    this.name = 'ApiRefusal';
    this.status = status;
    this.text = text;
  }
}

const notReachable: Text = {
  en: 'The workshop does not answer. Is npm start running?',
  es: 'El taller no responde. ¿Está corriendo npm start?',
};

/** @throws {ApiRefusal} with what to tell the reader; status 0 when nobody answered. */
async function call(path: string, request: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, request).catch(() => null);
  if (response === null) throw new ApiRefusal(0, notReachable);
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as ApiError | null;
  throw new ApiRefusal(response.status, body?.error ?? notReachable);
}

/** @throws {ApiRefusal} status 401 when a PIN is needed, 403 when it was wrong. */
export async function fetchPublisherAccess(pin: string): Promise<PublisherAccess> {
  const headers: HeadersInit = pin === '' ? {} : { [pinHeader]: encodeURIComponent(pin) };
  return (await call('/api/publisher-access', { headers })).json();
}

/** @throws {ApiRefusal} */
export async function fetchViewerSettings(): Promise<ViewerSettings> {
  return (await call('/api/viewer-settings')).json();
}

/** @throws {ApiRefusal} */
export async function sendViewerReport(report: ViewerReport, token: string): Promise<void> {
  await call('/api/viewers', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', [tokenHeader]: token },
    body: JSON.stringify(report),
  });
}
