/** The capstone, described as the labs are: the whole pipeline, of the student's seven stages alone. */
import { z } from 'zod';
import { checkSchema } from '../../../labs/lab.ts';
import type { Text } from '../../language/text.ts';

export const capstoneTitle: Text = {
  en: 'Capstone: your seven stages together',
  es: 'Cierre: tus siete etapas juntas',
};

export const capstoneChecks = z.array(checkSchema).parse([
  {
    id: 'starts',
    title: {
      en: 'Janus and nginx start with your configurations.',
      es: 'Janus y nginx arrancan con tus configuraciones.',
    },
    points: 2,
    limitSeconds: 40,
  },
  {
    id: 'on-air',
    title: {
      en: 'Your publisher brings the camera into your Janus’s room, and the session goes on air.',
      es: 'Tu emisor lleva la cámara a la sala de tu Janus, y la sesión sale al aire.',
    },
    points: 2,
    needs: ['starts'],
    limitSeconds: 40,
  },
  {
    id: 'playlist-grows',
    title: {
      en: 'Your nginx serves a playlist to which segment after segment is added.',
      es: 'Tu nginx sirve una lista a la que se suma un segmento tras otro.',
    },
    points: 3,
    needs: ['on-air'],
    limitSeconds: 40,
  },
  {
    id: 'plays',
    title: {
      en: 'Your viewer plays it: the picture moves.',
      es: 'Tu reproductor lo reproduce: la imagen se mueve.',
    },
    points: 3,
    needs: ['playlist-grows'],
    limitSeconds: 30,
  },
]);
