/** The text of a file from a spreadsheet, in whichever encoding that writes. */
export function decodeText(bytes: Uint8Array): string {
  // “Unicode text” of Excel.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    // Takes a BOM away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What a Spanish Excel writes as plain “CSV”: names with accents are no UTF-8 then.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
