/** As many texts as one line is read in, with its pieces left out in turn. */
const most = 64

/**
 * A function of a text that remembers what came of the latest: several commands read the same line, each into its own form.
 * What it returns must not be changed by its callers.
 */
export const remembering = <Result>(make: (text: string) => Result): ((text: string) => Result) => {
  const known = new Map<string, Result>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const result = make(text)
    if (known.size >= most) known.delete(known.keys().next().value ?? '')
    known.set(text, result)
    return result
  }
}
