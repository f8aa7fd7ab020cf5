import { testLab } from './lab-tests.ts';

testLab('nginx', {
  rightAnswers: [],
  wrongAnswers: {
    'the folder itself as root': {
      edits: [['root ${settings.paths.web};', 'root ${settings.paths.live};']],
      fails: ['serves', 'not-served'],
    },
    'a directive without its semicolon': {
      edits: [['autoindex off;', 'autoindex off']],
      fails: ['starts', 'nginx-refuses'],
    },
  },
});
