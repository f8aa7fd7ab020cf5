/** The certificate for a class: for the name or address that is typed, kept, and readable to its owner only. */
import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { certificateFiles, ensureCertificate } from '../../../scripts/containers/certificate.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const dayMilliseconds = 86_400_000;

async function certificateFor(folder: string, host: string): Promise<X509Certificate> {
  await ensureCertificate(folder, host);
  return new X509Certificate(await readFile(certificateFiles(folder).certificate));
}

it.each([
  ['192.0.2.7', (found: X509Certificate) => found.checkIP('192.0.2.7')],
  ['class.example', (found: X509Certificate) => found.checkHost('class.example')],
])('is for %s, for as long as browsers take one', async (host, check) => {
  const folder = await temporaryFolder();
  const found = await certificateFor(folder, host);
  expect(check(found)).toBe(host);
  const days = (Date.parse(found.validTo) - Date.now()) / dayMilliseconds;
  expect(days).toBeGreaterThan(360);
  expect(days).toBeLessThan(398);
  expect((await stat(certificateFiles(folder).key)).mode & 0o077).toBe(0);
});

it('stays the same for the same host, and is another for another', async () => {
  const folder = await temporaryFolder();
  const first = await certificateFor(folder, '192.0.2.7');
  expect((await certificateFor(folder, '192.0.2.7')).serialNumber).toBe(first.serialNumber);
  expect((await certificateFor(folder, '192.0.2.8')).checkIP('192.0.2.8')).toBe('192.0.2.8');
});

it('leaves a better one where somebody has put it', async () => {
  const folder = await temporaryFolder();
  await certificateFor(folder, '192.0.2.7');
  const { certificate } = certificateFiles(folder);
  await writeFile(certificate, 'from mkcert');
  await ensureCertificate(folder, '192.0.2.7');
  expect(await readFile(certificate, 'utf8')).toBe('from mkcert');
});
