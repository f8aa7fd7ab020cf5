/** Opens a file with what the desktop opens such files with. */
import { spawn } from 'node:child_process';

/** Only where there is a desktop: without one, xdg-open would look for a browser in the terminal. */
export function openOnDesktop(file: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const command =
    process.platform === 'darwin' ? 'open' : DISPLAY || WAYLAND_DISPLAY ? 'xdg-open' : null;
  if (!command) return;
  const opener = spawn(command, [file], { detached: true, stdio: 'ignore' });
  // Where there is no such program, the path on the screen must do.
  opener.on('error', () => {});
  opener.unref();
}
