/** Code with the name of the file it stands in. Four backticks: the code may have three of its own. */
export const codeFigure = (file: string, language: string, code: string): string =>
  [
    '<figure class="code-figure">',
    `<figcaption><code>${file}</code></figcaption>`,
    '',
    `\`\`\`\`${language}`,
    code,
    '````',
    '',
    '</figure>',
  ].join('\n');
