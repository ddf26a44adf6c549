/** So many statements are kept prepared; those that come later are not. The program has a few hundred. */
const limit = 2_000

export type StatementNames = (statement: { readonly sql: string }) => string

/** Names statements by their text: what has a name is parsed and planned once in a session. */
export const statementNames = (): StatementNames => {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    // The empty name is that of statements that are not kept.
    if (names.size === limit) return ''
    const name = `luyu_${names.size + 1}`
    names.set(sql, name)
    return name
  }
}
