import type { Language, Text } from '../language/text.ts';
import type { SupervisorRecord } from '../system/supervisor-file.ts';
import type { Finding } from './finding.ts';

const marks = { ok: '✔', broken: '✖', warning: '!' } as const;

/** The report a person reads: one line per check, and below it what to run when it is not ok. */
export function renderFindings(
  findings: readonly Finding[],
  supervisor: SupervisorRecord | null,
  language: Language,
): string {
  const lines = findings.map(({ state, finding, remedy }) => {
    const line = `${marks[state]} ${finding[language]}`;
    return remedy ? `${line}\n    → ${remedy[language]}` : line;
  });
  return [...lines, '', summary(findings, supervisor)[language]].join('\n');
}

function summary(findings: readonly Finding[], supervisor: SupervisorRecord | null): Text {
  const brokenCount = findings.filter(({ state }) => state === 'broken').length;
  if (brokenCount > 0) {
    return {
      en: `Not ready: ${brokenCount} of ${findings.length} checks failed (✖).`,
      es: `Todavía no: ${brokenCount} de ${findings.length} comprobaciones fallaron (✖).`,
    };
  }
  if (supervisor) {
    return {
      en: `Running (pid ${supervisor.pid}): npm run status`,
      es: `En marcha (pid ${supervisor.pid}): npm run status`,
    };
  }
  return { en: 'Ready: npm start', es: 'Todo listo: npm start' };
}
