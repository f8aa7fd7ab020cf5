/**
 * Opens a file in the reader's editor: a process of its own, because launch-editor looks for the
 * editor synchronously and prints, and an editor for terminals would take the workshop's.
 */
import launchEditor from 'launch-editor';

/** What is said of a file that was not opened; null when no editor was found. */
export type EditorFailure = { reason: string | null };

const [file = ''] = process.argv.slice(2);
launchEditor(file, (_file, reason) => process.send?.({ reason } satisfies EditorFailure));
// It ends with the editor; nobody has anything more to say to it.
process.channel?.unref();
// The workshop has waited long enough: what has not failed by now has opened, and stays.
process.once('disconnect', () => process.exit());
