import type { Language } from '../language/text.ts';
import type { Finding } from './finding.ts';

const marks = { ok: '✔', broken: '✖', warning: '!' } as const;

/** The report a person reads: one line per check, and below it what to run when it is not ok. */
export function renderFindings(findings: readonly Finding[], language: Language): string {
  const lines = findings.map(({ state, finding, remedy }) => {
    const line = `${marks[state]} ${finding[language]}`;
    return remedy ? `${line}\n    → ${remedy[language]}` : line;
  });
  return [...lines, '', renderSummary(findings, language)].join('\n');
}

function renderSummary(findings: readonly Finding[], language: Language): string {
  const brokenCount = findings.filter(({ state }) => state === 'broken').length;
  if (brokenCount === 0) {
    return { en: 'Ready: npm start', es: 'Todo listo: npm start' }[language];
  }
  return {
    en: `Not ready: ${brokenCount} of ${findings.length} checks failed (✖).`,
    es: `Todavía no: ${brokenCount} de ${findings.length} comprobaciones fallaron (✖).`,
  }[language];
}
