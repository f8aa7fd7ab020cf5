/** Asks the live API of the running workshop for something. */
import { ApiRefusal } from '../../../../scripts/pages/shared/api.ts';
import { type ApiError, tokenHeader } from '../../../../scripts/site/api-types.ts';
import { liveToken } from './live.ts';
import { texts } from './texts.ts';

/** The status of an answer that refuses the page's token: it is of an earlier `npm start`. */
export const staleTokenStatus = 403;

export type { ApiRefusal };

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
}

/**
 * @returns the answer's JSON, or null when it has no body.
 * @throws {ApiRefusal} with what to tell the reader; status 0 when nobody answered.
 */
export async function callApi<Answer = null>(
  path: string,
  { method = 'GET', body }: ApiRequest = {},
): Promise<Answer> {
  const headers: Record<string, string> = { [tokenHeader]: liveToken() };
  const request: RequestInit = { method, headers };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  const response = await fetch(`/api${path}`, request).catch(() => null);
  if (!response) throw new ApiRefusal(0, texts.lost);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  throw new ApiRefusal(response.status, (answer as ApiError | null)?.error ?? texts.lost);
}

/** @throws the error itself when it is not the API's: a mistake of ours. */
export function refusalOf(error: unknown): ApiRefusal {
  if (error instanceof ApiRefusal) return error;
  throw error;
}
