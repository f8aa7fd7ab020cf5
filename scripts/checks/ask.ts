import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON. @throws {SyntaxError} when it is none. */
  json(): unknown;
}

export interface Question {
  method?: string;
  /** Any header, also those that `fetch` keeps to itself (Host, Origin, Sec-Fetch-Site). */
  headers?: Record<string, string>;
  body?: string;
}

/** One HTTP request over loopback, exactly as written: paths are not normalized. */
export function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '' }: Question = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, agent: false };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
