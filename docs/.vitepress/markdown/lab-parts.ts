/** What a lab's page shows of the lab's own `lab.ts`: its head, its hints, and the list of all labs. */
import { findLab, folderOf, labs } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import type { Language } from '../../../scripts/language/text.ts';
import { plain } from './plain.ts';

function labOf(slug: string): Lab {
  const lab = findLab(slug);
  if (!lab) throw new Error(`there is no lab "${slug}"`);
  return lab;
}

const numbered = (lab: Lab, language: Language): string =>
  `${folderOf(lab).slice(0, 2)} ${lab.title[language]}`;

/** Time, file, the labs before, and what the student can do afterwards. */
export function labHead(slug: string, language: Language): string {
  const lab = labOf(slug);
  const say = (en: string, es: string) => ({ en, es })[language];
  const before = lab.after
    .map(labOf)
    .map((one) => `[${numbered(one, language)}](./${folderOf(one)}.md)`);
  const facts: [string, string][] = [
    [say('Time', 'Tiempo'), say(`about ${lab.minutes} minutes`, `unos ${lab.minutes} minutos`)],
    [say('Your file', 'Tu archivo'), `\`labs/${folderOf(lab)}/${lab.file}\``],
    [
      say('Before it', 'Antes'),
      before.join(', ') || say('nothing; begin here if you like', 'nada; puedes empezar aquí'),
    ],
  ];
  return [
    '<div class="lab-head">',
    '',
    ...facts.map(([name, value]) => `- **${name}** ${value}`),
    '',
    `**${say('Afterwards you can', 'Después sabrás')}**`,
    '',
    ...lab.goals.map((goal) => `- ${plain(goal[language])}`),
    '',
    '</div>',
  ].join('\n');
}

/** Every hint behind a fold of its own: who opens one need not see the next. */
export function labHints(slug: string, language: Language): string {
  const { hints } = labOf(slug);
  const say = (en: string, es: string) => ({ en, es })[language];
  return hints
    .map((hint, index) =>
      [
        '<details class="hint">',
        `<summary>${say('Hint', 'Pista')} ${index + 1} ${say('of', 'de')} ${hints.length}</summary>`,
        '',
        plain(hint[language]),
        '',
        '</details>',
      ].join('\n'),
    )
    .join('\n\n');
}

/** All labs in their order: what each makes, and how long it takes. */
export function labList(language: Language): string {
  const root = language === 'en' ? '/' : `/${language}/`;
  const items = labs.map((lab) => {
    const points = lab.checks.reduce((sum, check) => sum + check.points, 0);
    const facts = `${lab.minutes} min · ${points} ${{ en: 'points', es: 'puntos' }[language]}`;
    return [
      '<li>',
      '',
      `[${numbered(lab, language)}](${root}labs/${folderOf(lab)}.md)<span class="lab-mark" data-lab="${folderOf(lab)}"></span>`,
      '',
      `${plain(lab.summary[language])} <span class="facts">${facts}</span>`,
      '',
      '</li>',
    ].join('\n');
  });
  // A list by its role too: without bullets, some screen readers take it for none.
  return ['<ol class="lab-list" role="list">', '', ...items, '', '</ol>'].join('\n');
}
