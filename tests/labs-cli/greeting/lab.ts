/** A lab for tests: quick, and held open for as long as a test wants. */
import type { LabDescription } from '../../../labs/lab.ts';

export const greeting: LabDescription = {
  number: 1,
  slug: 'greeting',
  stage: 'publisher',
  file: 'greeting.ts',
  runsIn: 'server',
  title: { en: 'Say hello', es: 'Saludar' },
  summary: { en: 'Greet someone.', es: 'Saluda a alguien.' },
  goals: [{ en: 'Greet.', es: 'Saludar.' }],
  minutes: 5,
  after: [],
  context: { en: 'A greeting.', es: 'Un saludo.' },
  steps: [
    {
      id: 'greet',
      todo: { en: 'Greet by name.', es: 'Saluda por el nombre.' },
      see: ['https://www.rfc-editor.org/rfc/rfc2606'],
    },
  ],
  hints: [
    { en: 'The first nudge.', es: 'El primer empujón.' },
    { en: 'The second nudge.', es: 'El segundo empujón.' },
    { en: 'Nearly the answer.', es: 'Casi la respuesta.' },
  ],
  checks: [
    {
      id: 'name',
      title: { en: 'The greeting has the name in it.', es: 'El saludo lleva el nombre.' },
      points: 2,
    },
    {
      id: 'polite',
      title: { en: 'The greeting is polite.', es: 'El saludo es amable.' },
      points: 1,
      needs: ['name'],
      limitSeconds: 300,
    },
  ],
  starterFails: { name: 'no-name', polite: 'blocked' },
};
