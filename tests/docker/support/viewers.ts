/** Viewers without pictures: each asks for the playlist as a player does, and for each new segment. */
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerStack } from './container-stack.ts';

export interface Watched {
  requestsPerSecond: number;
  originRequestsPerSecond: number;
  errors: number;
  /** How often the edge had to fetch each segment. */
  fetchesBySegment: Map<string, number>;
}

const reloadMilliseconds = 1_000;

export async function watchAsViewers(
  stack: ContainerStack,
  { viewers, seconds }: { viewers: number; seconds: number },
): Promise<Watched> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const fetchesBySegment = new Map<string, number>();
  let requests = 0;
  let errors = 0;

  /** The first byte of a segment is enough to make the edge fetch all of it. */
  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<string>((resolve) => {
      const options = {
        host: '127.0.0.1',
        port: stack.settings.ports.origin,
        path,
        agent,
        headers,
      };
      get(options, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk;
        });
        response.on('end', () => {
          requests += 1;
          if ((response.statusCode ?? 500) >= 400) errors += 1;
          if (path.endsWith('.ts') && response.headers['x-cache'] === 'MISS') {
            fetchesBySegment.set(path, (fetchesBySegment.get(path) ?? 0) + 1);
          }
          resolve(text);
        });
      }).on('error', () => {
        errors += 1;
        resolve('');
      });
    });

  const end = performance.now() + seconds * 1_000;
  const watch = async () => {
    let newest = '';
    await delay(Math.random() * reloadMilliseconds);
    while (performance.now() < end) {
      const next = performance.now() + reloadMilliseconds;
      const segment = (await ask('/live/index.m3u8')).match(/^[^#\n]+\.ts$/gm)?.at(-1);
      if (segment !== undefined && segment !== newest) {
        newest = segment;
        await ask(`/live/${segment}`, { Range: 'bytes=0-0' });
      }
      await delay(Math.max(0, next - performance.now()));
    }
  };
  const before = await originRequests(stack);
  await Promise.all(Array.from({ length: viewers }, watch));
  const after = await originRequests(stack);
  agent.destroy();
  return {
    requestsPerSecond: requests / seconds,
    // This counting is one of them.
    originRequestsPerSecond: (after - before - 1) / seconds,
    errors,
    fetchesBySegment,
  };
}

/** nginx's own counter (ngx_http_stub_status_module), which it tells only within its container. */
async function originRequests(stack: ContainerStack): Promise<number> {
  const [container = ''] = await stack.containers('origin');
  const question = String.raw`GET /nginx-status HTTP/1.0\r\n\r\n`;
  const { origin } = stack.settings.ports;
  const script = `exec 3<>/dev/tcp/127.0.0.1/${origin}; printf '${question}' >&3; cat <&3`;
  const page = await stack.docker('exec', container, 'bash', '-c', script);
  const requests = Number(/\n\s*\d+ \d+ (\d+)/.exec(page)?.[1] ?? Number.NaN);
  if (Number.isNaN(requests)) throw new Error(`The origin does not count: ${page}`);
  return requests;
}
