/** Of UTF-16 without its mark: nearly every second byte of a table is zero, since separators and digits are in it. */
const zeros = (content: Uint8Array, from: 0 | 1): number => {
  const sample = content.subarray(0, 4_000)
  return sample.filter((byte, index) => index % 2 === from && byte === 0).length / (sample.length / 2)
}
const manyZeros = 0.2

const encodingOf = (content: Uint8Array): string => {
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (zeros(content, 1) > manyZeros && zeros(content, 0) === 0) return 'utf-16le'
  if (zeros(content, 0) > manyZeros && zeros(content, 1) === 0) return 'utf-16be'
  return 'utf-8'
}

const decodedAs = (encoding: string, content: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

/** Bytes beyond ASCII that stand alone: an accent of Windows-1252 (Société); a Chinese character has two, and seldom comes alone. */
const areAccents = (content: Uint8Array): boolean => {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1')
  const runs = text.match(/[\u0080-\u00ff]+/gu) ?? []
  return runs.filter(({ length }) => length === 1).length > runs.length / 2
}

/** What accents are, and the marks that spreadsheets put beside them. */
const latin = /^[\t\n\f\r -~\p{Script=Latin}\u00a0-\u00bf×÷‘’“”–—…€™•]*$/u

/** Characters of no language: what is read in a wrong encoding has them. */
const nobodys = /[\0\ufffd\p{Private_Use}\p{Unassigned}]/u

/**
 * The text of a file of separated values: UTF-8 or UTF-16, with their marks or without; else what Chinese spreadsheets write
 * (GB 18030), else Western ones (Windows-1252). Undefined where it is none of them.
 */
export const decodeText = (content: Uint8Array): string | undefined => {
  const known = (text: string | undefined) => (text === undefined || nobodys.test(text) ? undefined : text)
  const encoding = encodingOf(content)
  if (encoding !== 'utf-8') return known(decodedAs(encoding, content))
  const unicode = decodedAs('utf-8', content)
  // Characters of no language are whoever's wrote them: they do not come from a wrong encoding.
  if (unicode !== undefined) return unicode.includes('\0') ? undefined : unicode
  if (!areAccents(content)) return known(decodedAs('gb18030', content))
  const western = decodedAs('windows-1252', content)
  return western !== undefined && latin.test(western) ? western : undefined
}
