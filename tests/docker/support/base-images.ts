/**
 * The two images that the Dockerfiles begin with. Where no registry of images is in reach, stand-ins
 * are made: of Debian's packages, and of the Node.js that runs this.
 */
import { cp, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from '../../../scripts/system/run.ts';
import { must } from './must.ts';

const debianImage = 'debian:bookworm-slim';
const nodeImage = 'node:20-bookworm-slim';
export type BaseImage = typeof debianImage | typeof nodeImage;

/** As the real slim images have it: caches and documents would stay in every layer. */
const slimSettings: Readonly<Record<string, string>> = {
  'etc/apt/apt.conf.d/docker-clean': `DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
`,
  'etc/apt/apt.conf.d/docker-no-languages': 'Acquire::Languages "none";\n',
  'etc/dpkg/dpkg.cfg.d/docker':
    'path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n',
};

/** @returns those that this engine neither has nor can pull. */
export async function missingBaseImages(): Promise<BaseImage[]> {
  const missing: BaseImage[] = [];
  for (const image of [debianImage, nodeImage] as const) {
    const limit = { timeoutMilliseconds: 300_000 };
    const isThere = (await run('docker', ['image', 'inspect', image], limit)).exitCode === 0;
    if (isThere || (await run('docker', ['pull', image], limit)).exitCode === 0) continue;
    missing.push(image);
  }
  return missing;
}

async function makeDebian(folder: string): Promise<void> {
  const root = join(folder, 'debian');
  await must('debootstrap', ['--variant=minbase', 'bookworm', root]);
  for (const [path, text] of Object.entries(slimSettings)) await writeFile(join(root, path), text);
  await writeFile(join(root, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const unneeded = [
    ...['var/cache/apt/archives', 'var/lib/apt/lists'],
    ...['usr/share/doc', 'usr/share/man', 'usr/share/locale'],
  ].map((path) => join(root, path));
  await must('find', [...unneeded, '-mindepth', '1', '-delete']);
  const archive = join(folder, 'debian.tar');
  await must('tar', ['-C', root, '-cf', archive, '.']);
  await must('docker', ['import', '--change', 'CMD ["bash"]', archive, debianImage]);
}

/** With the certificates that npm trusts here, and nothing else of this machine. */
async function makeNode(folder: string): Promise<void> {
  const context = join(folder, 'node');
  await mkdir(context);
  await cp(await realpath(process.execPath), join(context, 'node'));
  const modules = (await must('npm', ['root', '--global'])).trim();
  await cp(join(modules, 'npm'), join(context, 'npm'), { recursive: true });
  const authorities = (await must('npm', ['config', 'get', 'cafile'])).trim();
  const isOwn = authorities !== '' && authorities !== 'null';
  await writeFile(join(context, 'authorities.pem'), isOwn ? await readFile(authorities) : '');
  const target = '/etc/ssl/certs/npm-authorities.pem';
  const dockerfile = [
    `FROM ${debianImage}`,
    'RUN apt-get update && apt-get install --yes --no-install-recommends libstdc++6 && rm -rf /var/lib/apt/lists/*',
    'COPY node /usr/local/bin/node',
    'COPY npm /usr/local/lib/node_modules/npm',
    `COPY authorities.pem ${target}`,
    'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && mkdir -p /usr/local/etc',
    ...(isOwn ? [`RUN echo cafile=${target} > /usr/local/etc/npmrc`] : []),
  ];
  await writeFile(join(context, 'Dockerfile'), `${dockerfile.join('\n')}\n`);
  await must('docker', ['build', '--tag', nodeImage, dirname(join(context, 'node'))]);
}

/** Each is given a folder for what is made on the way (absolute, empty). */
export const makeBaseImages: Readonly<Record<BaseImage, (folder: string) => Promise<void>>> = {
  [debianImage]: makeDebian,
  [nodeImage]: makeNode,
};
