import { fillTexts, inPageLanguage } from './shared/language.ts';

const texts = {
  title: { en: 'Hybrid streaming workshop', es: 'Taller de streaming híbrido' },
  publisher: { en: 'Publisher', es: 'Emisor' },
  publisherDoes: {
    en: 'Send your camera and microphone by WebRTC.',
    es: 'Envía tu cámara y tu micrófono por WebRTC.',
  },
  viewer: { en: 'Viewer', es: 'Espectador' },
  viewerDoes: {
    en: 'Watch the live stream by HLS, and see how far behind it is.',
    es: 'Mira la transmisión en vivo por HLS y cuánto retraso lleva.',
  },
};

fillTexts(texts);
document.title = inPageLanguage(texts.title);
