/** So many statements are kept prepared; those that come later are not. The program has a few hundred. */
const limit = 2_000

export interface StatementNames {
  /** By its text: what has a name is parsed and planned once in a session. The empty name is that of statements that are not kept. */
  of(sql: string): string
  /** What was prepared is prepared anew under other names, in every session: a table has changed since. */
  renew(): void
}

export const statementNames = (): StatementNames => {
  const names = new Map<string, string>()
  let given = 0
  return {
    of: (sql) => {
      const known = names.get(sql)
      if (known !== undefined) return known
      if (names.size === limit) return ''
      given += 1
      const name = `luyu_${given}`
      names.set(sql, name)
      return name
    },
    renew: () => names.clear(),
  }
}
