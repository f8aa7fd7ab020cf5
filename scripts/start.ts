/** `npm start`: the live pipeline, with a stream flowing, until Ctrl-C. */
import { isIPv6 } from 'node:net';
import { Option } from 'commander';
import {
  type IngestWay,
  ingestWays,
  type PictureChoice,
  pictureChoices,
  type SegmentProfileName,
  segmentProfileNames,
} from '../labs/settings.ts';
import { ensureReady } from './doctor/ensure-ready.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import type { Language, Text } from './language/text.ts';
import { WorkshopError } from './language/workshop-error.ts';
import { iceAddresses } from './system/addresses.ts';
import { listenAddress } from './system/listen-address.ts';
import { portOffsetFromEnvironment, workDirectory } from './system/work-directory.ts';

interface StartOptions {
  profile: SegmentProfileName;
  publisher: 'synthetic' | 'none';
  ingest: IngestWay;
  video: PictureChoice;
  host?: string | true;
  from: 'solutions' | 'labs';
  /** False: a file that is still the starter is run as it is. */
  fill: boolean;
  yes?: true;
  docker?: true;
}

const environmentHelp: Text = {
  en: `Environment:
  WORKSHOP_PORT_OFFSET=100   adds 100 to every port, for a second one beside the first
  WORKSHOP_LANG=es           language, as --lang`,
  es: `Entorno:
  WORKSHOP_PORT_OFFSET=100   suma 100 a cada puerto, para correr otro junto al primero
  WORKSHOP_LANG=es           idioma, como --lang`,
};

const autoNeedsRelay = new WorkshopError(
  {
    en: '--video auto needs the relay, which alone knows what was lost; --ingest direct leaves it out.',
    es: '--video auto necesita el relé, el único que sabe qué se perdió; --ingest direct lo deja fuera.',
  },
  { en: 'npm start -- --video auto', es: 'npm start -- --video auto' },
);

const notBegun: Text = {
  en: 'You have not begun any lab yet: all seven stages are the solutions’.',
  es: 'Todavía no has empezado ningún laboratorio: las siete etapas son las de las soluciones.',
};

function parseOptions(language: Language): StartOptions {
  const say = (en: string, es: string) => ({ en, es })[language];
  const command = workshopCommand(
    'npm start',
    {
      en: 'Runs the live pipeline until Ctrl-C.',
      es: 'Pone en marcha el sistema en vivo, hasta Ctrl-C.',
    },
    language,
  )
    .addOption(
      new Option(
        `--profile <${say('name', 'nombre')}>`,
        say('length of the segments, of 4, 2 or 1 s', 'duración de los segmentos, de 4, 2 o 1 s'),
      )
        .choices(segmentProfileNames)
        .default('classic'),
    )
    .addOption(
      new Option(
        `--publisher <${say('kind', 'tipo')}>`,
        say('who publishes first', 'quién emite primero'),
      )
        .choices(['synthetic', 'none'])
        .default('synthetic'),
    )
    .addOption(
      new Option(
        `--ingest <${say('way', 'camino')}>`,
        say(
          'who receives Janus’s RTP: the relay, which hands on whole pictures, or FFmpeg itself (direct)',
          'quién recibe el RTP de Janus: el relé, que entrega imágenes enteras, o FFmpeg mismo (direct)',
        ),
      )
        .choices(ingestWays)
        .default('relay'),
    )
    .addOption(
      new Option(
        `--video <${say('treatment', 'tratamiento')}>`,
        say(
          'copy the picture, encode it anew, or (auto) encode it only while packets are lost',
          'copia la imagen, la codifica de nuevo o (auto) la codifica solo mientras se pierden paquetes',
        ),
      )
        .choices(pictureChoices)
        .default('copy'),
    )
    .option(
      `--host [${say('address', 'dirección')}]`,
      say(
        'let other machines in (by every interface, or by one address)',
        'deja entrar a otras máquinas (por todas las interfaces, o por una dirección)',
      ),
    )
    .addOption(
      new Option(
        `--from <${say('folder', 'carpeta')}>`,
        say('whose stages to run: labs are yours', 'de quién son las etapas: labs son las tuyas'),
      )
        .choices(['solutions', 'labs'])
        .default('solutions'),
    )
    .option(
      '--no-fill',
      say(
        'with --from labs: run also the starters you have not begun, not their solutions',
        'con --from labs: usa también los archivos que no has empezado, no sus soluciones',
      ),
    )
    .option(
      '--docker',
      say(
        'run everything in containers: nothing else needs to be installed',
        'corre todo en contenedores: no hace falta instalar nada más',
      ),
    )
    .option(
      '--yes',
      say('install what is missing without asking', 'instala lo que falte sin preguntar'),
    );
  command.addHelpText('after', `\n${environmentHelp[language]}`);
  parseArguments(command);
  return command.opts<StartOptions>();
}

await runProgram(async (language) => {
  const options = parseOptions(language);
  if (options.ingest === 'direct' && options.video === 'auto') throw autoNeedsRelay;
  const portOffset = portOffsetFromEnvironment();
  const openTo = options.host && listenAddress(options.host);
  if (options.docker) {
    const { profile, from, publisher, ingest, video } = options;
    const { runInDocker } = await import('./docker/run-in-docker.ts');
    const host = dockerHost(openTo);
    await runInDocker({
      ...{ profile, from, publisher, ingest, video, portOffset, host, language },
      asked: untilAskedToStop(),
    });
    return 0;
  }
  const { programs, iceAddress } = await ensureReady({
    purpose: 'start',
    portOffset,
    language,
    yes: options.yes === true,
  });
  // Not before the checks: on a Node.js that is too old, Vite does not even load.
  const stack = await import('./stack/index.ts');
  const stages = await stack.loadStages(
    options.from === 'labs' ? await stack.studentSources(options) : stack.solutionSources(),
  );
  const isAllFilled = stages.sources.every(({ owner }) => owner === 'solution');
  if (options.from === 'labs' && isAllFilled) process.stdout.write(`\n${notBegun[language]}\n`);
  const claim = await stack.claimWorkFolder(portOffset);
  try {
    const folder = workDirectory(portOffset);
    const asked = untilAskedToStop();
    const settings = stack.checkedSettings({
      workDirectory: folder,
      secrets: await stack.loadSecrets(folder),
      profile: options.profile,
      ingest: options.ingest,
      picture: options.video,
      portOffset,
      // Who lets other machines in cannot know which interface they come by.
      iceAddress: openTo ? null : iceAddress,
      ...(openTo ? { listenAddress: openTo } : {}),
    });
    const running = await stack.startStack({
      settings,
      stages,
      programs: {
        janus: programs.janus.path,
        nginx: programs.nginx.path,
        ffmpeg: programs.ffmpeg.path,
      },
      publisher: options.publisher,
    });
    const terminal = stack.showStack(running, language);
    await asked;
    terminal.stopping();
    await running.stop();
  } finally {
    await claim.release();
  }
  return 0;
});

function ipv4Only(address: string): WorkshopError {
  return new WorkshopError(
    {
      en: `In containers a class comes by IPv4; ${address} is IPv6.`,
      es: `En contenedores la clase llega por IPv4, y ${address} es IPv6.`,
    },
    {
      en: 'npm start -- --docker --host 192.0.2.10',
      es: 'npm start -- --docker --host 192.0.2.10',
    },
  );
}

/** Containers do not know the addresses of the machine: one must be named to whoever comes from elsewhere. */
function dockerHost(openTo: string | undefined): string | null {
  if (openTo === undefined) return null;
  if (isIPv6(openTo) && openTo !== '::') throw ipv4Only(openTo);
  return ['0.0.0.0', '::'].includes(openTo) ? (iceAddresses()[0]?.address ?? null) : openTo;
}

/** The handlers stay: a second Ctrl-C must not cut short what the first began. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
  });
}
