/** Runs in a lab's page: loads the student's file. */
declare global {
  interface Window {
    /** @returns what went wrong, or null. */
    loadStage(): Promise<{ message: string; stack?: string | undefined } | null>;
    stage: unknown;
  }
}

window.loadStage = async () => {
  try {
    const address = new URL('stage.js', location.href).href;
    window.stage = await import(/* @vite-ignore */ address);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
};

/** An error as it can be handed to another process. */
export const wordsOf = (error: unknown): { message: string; stack?: string | undefined } =>
  error instanceof Error
    ? { message: `${error.name}: ${error.message}`, stack: error.stack }
    : { message: String(error) };
