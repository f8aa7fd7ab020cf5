import { readFile } from 'node:fs/promises';
import { isAtLeast } from '../system/versions.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { broken, command, type Finding, ok } from './finding.ts';

/** Node 20.19 and later 20.x, 22.12 and all later: what Vite 8 runs on as well. */
export function checkNode(version: string = process.versions.node): Finding {
  const suits =
    (version.startsWith('20.') && isAtLeast(version, '20.19')) || isAtLeast(version, '22.12');
  if (suits) return ok('node', command(`Node.js ${version}`));
  return broken(
    'node',
    {
      en: `Node.js ${version} does not run this workshop: it needs 20.19 (or a later 20.x), 22.12 or newer.`,
      es: `Node.js ${version} no sirve para este taller: hace falta 20.19 (u otra 20.x posterior), 22.12 o una más nueva.`,
    },
    {
      en: 'Install a current LTS version from https://nodejs.org and run npm ci again.',
      es: 'Instala una versión LTS actual desde https://nodejs.org y vuelve a correr npm ci.',
    },
  );
}

interface LockFile {
  packages: Record<string, { version?: string } | undefined>;
}

interface Manifest {
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Compares what lies in node_modules with the lock file: it differs after a pull without `npm ci`. */
export async function checkPackages(root: string = repositoryRoot): Promise<Finding> {
  const manifest = await readJson<Manifest>(`${root}/package.json`);
  const lock = await readJson<LockFile>(`${root}/package-lock.json`);
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const differing = await Promise.all(
    names.map(async (name) => {
      const folder = `node_modules/${name}`;
      const installed = await readJson<Manifest>(`${root}/${folder}/package.json`).catch(
        () => null,
      );
      return installed?.version === lock.packages[folder]?.version ? null : name;
    }),
  );
  const list = differing.filter((name) => name !== null).join(', ');
  if (list === '') {
    return ok('packages', {
      en: `npm packages: ${names.length} as package-lock.json has them`,
      es: `Paquetes de npm: ${names.length}, tal como dice package-lock.json`,
    });
  }
  return broken(
    'packages',
    {
      en: `These npm packages are missing or not the locked version: ${list}.`,
      es: `Estos paquetes de npm faltan o no son de la versión fijada: ${list}.`,
    },
    command('npm ci'),
  );
}

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8'));
