/** The arguments that let a Node process of ours run TypeScript, wherever it runs. */
export const tsxArguments: readonly string[] = ['--import', import.meta.resolve('tsx')];
