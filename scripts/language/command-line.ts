/** The command lines of the workshop's programs: options, help and complaints in the reader's language. */
import { Command, CommanderError, Option } from 'commander';
import { type Language, languages, readerLanguage, type Text } from './text.ts';
import { describeError, WorkshopError } from './workshop-error.ts';

/** As shells count a program that SIGINT ended: 128 + 2. */
export const interruptedExitCode = 130;

/**
 * Runs a program to its end: its result is the exit code; an error is shown in the reader's
 * language and gives an exit code of its own.
 */
export async function runProgram(
  main: (language: Language) => Promise<number | undefined>,
  errorExitCode = 1,
): Promise<void> {
  // Before the arguments are parsed: a complaint about them must be readable too.
  const language = readerLanguage(writtenLanguage(process.argv));
  try {
    process.exitCode = (await main(language)) ?? 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.stderr.write(`${describeError(error, language)}\n`);
    process.exitCode = errorExitCode;
  }
}

function writtenLanguage(argv: readonly string[]): string | undefined {
  const index = argv.indexOf('--lang');
  if (index >= 0) return argv[index + 1];
  return argv.find((argument) => argument.startsWith('--lang='))?.slice('--lang='.length);
}

/**
 * A command with `--lang` and `--help`, to which a program adds its own options.
 * @param invocation how the reader calls it: `npm start`, `npm run doctor`.
 */
export function workshopCommand(invocation: string, summary: Text, language: Language): Command {
  return new Command(invocation)
    .description(summary[language])
    .usage('-- [--option …]')
    .addOption(
      new Option(`--lang <${texts.language[language]}>`, texts.lang[language]).choices([
        ...languages,
      ]),
    )
    .helpOption('-h, --help', texts.help[language])
    .configureHelp({
      styleTitle: (title) => titles[title]?.[language] ?? title,
      optionDescription: (option) => describeOption(option, language),
      argumentDescription: (argument) => describeOption(argument, language),
    })
    .configureOutput({ writeErr: () => {} })
    .exitOverride();
}

function describeOption(
  {
    description,
    argChoices = [],
    defaultValue,
  }: Pick<Option, 'description' | 'argChoices' | 'defaultValue'>,
  language: Language,
): string {
  const choices = argChoices.length > 0 ? `: ${argChoices.join(', ')}` : '';
  if (defaultValue === undefined) return `${description}${choices}`;
  const without = { en: 'without it', es: 'si falta' }[language];
  return `${description}${choices} (${without}: ${defaultValue})`;
}

/**
 * Reads the arguments of this process.
 * @throws {WorkshopError} for an unknown option or a value out of the allowed ones.
 */
export function parseArguments(command: Command): void {
  const swallowed = swallowedByNpm(command);
  if (swallowed) throw npmTookIt(command, swallowed);
  try {
    command.parse();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode !== 0) throw complaint(command, error);
    throw error;
  }
}

/**
 * `npm start --profile low` gives the option to npm, not to us. npm says so in the environment:
 * as a setting of its own. (`yes` is a setting that people have for other reasons.)
 */
function swallowedByNpm(command: Command): string | undefined {
  return command.options
    .map(({ long }) => long?.replace(/^--/, '') ?? '')
    .filter((name) => name !== 'yes')
    .find((name) => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
}

function npmTookIt(command: Command, name: string): WorkshopError {
  const mended = `${command.name()} -- --${name} …`;
  return new WorkshopError(
    {
      en: `npm kept --${name} for itself: a lone -- must stand in front of it.`,
      es: `npm se quedó con --${name}: delante va un -- suelto.`,
    },
    { en: mended, es: mended },
  );
}

function complaint(command: Command, error: CommanderError): WorkshopError {
  const message = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
  const subject = /'([^']+)'/.exec(message)?.[1] ?? '';
  const choices = /choices are ([^.]+)/.exec(message)?.[1] ?? '';
  const inSpanish =
    spanishComplaints[error.code]?.(subject, choices) ?? `Argumentos no válidos: ${message}`;
  const help = `${command.name()} -- --help`;
  return new WorkshopError(
    {
      en: `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.?$/, '.')}`,
      es: inSpanish,
    },
    { en: help, es: `${help} --lang es` },
    { cause: error },
  );
}

/** By commander's error codes; the subject is what commander puts in quotes first. */
const spanishComplaints: Readonly<Record<string, (subject: string, choices: string) => string>> = {
  'commander.unknownOption': (subject) => `No existe la opción ${subject}.`,
  'commander.invalidArgument': (subject, choices) =>
    `Ese valor no sirve para la opción ${subject}: elige entre ${choices}.`,
  'commander.optionMissingArgument': (subject) => `A la opción ${subject} le falta su valor.`,
  'commander.missingArgument': (subject) => `Falta ${subject}.`,
  'commander.excessArguments': () => 'Sobran argumentos.',
};

const texts = {
  language: { en: 'language', es: 'idioma' },
  lang: { en: 'language of the output', es: 'idioma de la salida' },
  help: { en: 'show this help', es: 'muestra esta ayuda' },
} as const;

const titles: Readonly<Record<string, Text>> = {
  'Usage:': { en: 'Usage:', es: 'Uso:' },
  'Arguments:': { en: 'Arguments:', es: 'Argumentos:' },
  'Options:': { en: 'Options:', es: 'Opciones:' },
};
