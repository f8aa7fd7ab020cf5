/** Cameras and microphones: listing them, and opening the chosen ones. */
import { inPageLanguage } from '../shared/language.ts';
import { deviceTexts } from './texts.ts';

/** The choice of no microphone at all. */
const silence = 'silence';

/** What FFmpeg copies and every viewer gets: 720p at 30 frames per second where the camera can. */
const videoConstraints: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export interface Capture {
  stream: MediaStream;
  /** Switches camera and microphone off. */
  stop(): void;
}

/** @throws {DOMException} of getUserMedia: NotAllowedError, NotFoundError, NotReadableError, … */
export async function openCapture(cameraId: string, microphoneId: string): Promise<Capture> {
  const isSilent = microphoneId === silence;
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { ...videoConstraints, ...chosen(cameraId) },
    audio: isSilent ? false : chosen(microphoneId),
  });
  const audioContext = isSilent ? addSilence(stream) : null;
  return {
    stream,
    stop() {
      for (const track of stream.getTracks()) track.stop();
      void audioContext?.close();
    },
  };
}

const chosen = (deviceId: string): MediaTrackConstraints =>
  deviceId === '' ? {} : { deviceId: { exact: deviceId } };

/** The pipeline expects sound (FFmpeg waits for it), so no microphone means a silent track. */
function addSilence(stream: MediaStream): AudioContext {
  const context = new AudioContext();
  const source = new ConstantSourceNode(context, { offset: 0 });
  const destination = context.createMediaStreamDestination();
  source.connect(destination);
  source.start();
  for (const track of destination.stream.getAudioTracks()) stream.addTrack(track);
  return context;
}

/** Fills both lists and keeps what was chosen. Browsers name the devices only once one was open. */
export async function listDevices(
  camera: HTMLSelectElement,
  microphone: HTMLSelectElement,
): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const options = (kind: MediaDeviceKind) =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== '')
      .map(({ label, deviceId }) => [label || inPageLanguage(deviceTexts.unnamed), deviceId]);
  fill(camera, [[inPageLanguage(deviceTexts.defaultCamera), ''], ...options('videoinput')]);
  fill(microphone, [
    [inPageLanguage(deviceTexts.defaultMicrophone), ''],
    ...options('audioinput'),
    [inPageLanguage(deviceTexts.silence), silence],
  ]);
}

function fill(select: HTMLSelectElement, options: string[][]): void {
  const before = select.value;
  select.replaceChildren(...options.map(([label, value]) => new Option(label, value)));
  choose(select, before);
}

/** Chooses a device, if it is still there. */
export function choose(select: HTMLSelectElement, deviceId: string): void {
  if ([...select.options].some(({ value }) => value === deviceId)) select.value = deviceId;
}
