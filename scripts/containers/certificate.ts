/**
 * A certificate for the machine that the class reaches by HTTPS, made here and signed by itself:
 * browsers give no camera to a page that came by http from another machine (W3C Secure Contexts).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { run } from '../system/run.ts';

export interface CertificateFiles {
  certificate: string;
  key: string;
}

export const certificateFiles = (folder: string): CertificateFiles => ({
  certificate: join(folder, 'certificate.pem'),
  key: join(folder, 'key.pem'),
});

/** As long as browsers take one for (CA/Browser Forum, section 6.3.2, before 2026). */
const days = '397';

/**
 * Makes one unless there is one for this host: who has clicked the warning away need not do it again.
 * Whoever has better ones (mkcert) puts them in the folder.
 * @throws {Error} with the words of openssl(1).
 */
export async function ensureCertificate(folder: string, host: string): Promise<void> {
  const { certificate, key } = certificateFiles(folder);
  const forHost = join(folder, 'host');
  if ((await readFile(forHost, 'utf8').catch(() => '')) === host) return;
  const name = isIP(host) ? `IP:${host}` : `DNS:${host}`;
  const { output, exitCode } = await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...[
      '-days',
      days,
      '-subj',
      '/CN=hybrid streaming workshop',
      '-addext',
      `subjectAltName=${name}`,
    ],
    ...['-keyout', key, '-out', certificate],
  ]);
  if (exitCode !== 0) throw new Error(`openssl made no certificate: ${output.trim()}`);
  await writeFile(forHost, host);
}
