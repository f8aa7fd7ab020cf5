/** Small HTTP answers and questions that every route of the live API uses. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Text } from '../language/text.ts';
import type { ApiError } from './api-types.ts';

/** An answer other than success: its HTTP status and the sentence for the reader. */
export class HttpError extends Error {
  readonly status: number;
  readonly text: Text;

  constructor(status: number, text: Text) {
    super(text.en);
    this.name = 'HttpError';
    this.status = status;
    this.text = text;
  }
}

/** Of every page: it may be framed by pages of this site alone, and tells no other where it came from. */
export const pageHeaders = {
  'Content-Security-Policy': "base-uri 'none'; frame-ancestors 'self'; object-src 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const commonHeaders = {
  // Live figures and access data: no cache on the way may keep either.
  'Cache-Control': 'no-store',
  // JSON that another site loads as a script stays JSON.
  'X-Content-Type-Options': 'nosniff',
};

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...commonHeaders, 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function sendNothing(response: ServerResponse): void {
  response.writeHead(204, commonHeaders);
  response.end();
}

export function sendError(response: ServerResponse, { status, text }: HttpError): void {
  const body: ApiError = { error: text };
  sendJson(response, status, body);
}

/** Starts an answer of server-sent events (HTML standard, section 9.2). */
export function startEventStream(response: ServerResponse): void {
  response.writeHead(200, { ...commonHeaders, 'Content-Type': 'text/event-stream' });
  response.flushHeaders();
}

/**
 * Reads a small JSON body.
 * @throws {HttpError} 415 for another type, 413 above the limit, 400 for what is no JSON.
 */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new HttpError(415, {
      en: 'The body must be JSON (Content-Type: application/json).',
      es: 'El cuerpo debe ser JSON (Content-Type: application/json).',
    });
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) {
      throw new HttpError(413, {
        en: `The body is larger than ${limitBytes} bytes.`,
        es: `El cuerpo pasa de ${limitBytes} bytes.`,
      });
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new HttpError(400, {
      en: 'The body is not valid JSON.',
      es: 'El cuerpo no es JSON válido.',
    });
  }
}

/** A header's value when it was sent exactly once. */
export function singleHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
