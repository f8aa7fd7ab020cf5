/** Everything a person reads, in both languages of the workshop. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** How each writes numbers. The class speaks Latin America's Spanish, which has a decimal point. */
export const numberLocales: Readonly<Record<Language, string>> = { en: 'en', es: 'es-419' };

/** One text in every language: a type error, not a test, catches a missing translation. */
export type Text = Readonly<Record<Language, string>>;

/**
 * The reader's language: `--lang` if given, else `WORKSHOP_LANG`, else the system's
 * (POSIX order: LC_ALL, LC_MESSAGES, LANG), else English.
 */
export function readerLanguage(
  chosen?: string,
  environment: NodeJS.ProcessEnv = process.env,
): Language {
  const { WORKSHOP_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const wish = chosen || WORKSHOP_LANG || LC_ALL || LC_MESSAGES || LANG || 'en';
  return wish.toLowerCase().startsWith('es') ? 'es' : 'en';
}
