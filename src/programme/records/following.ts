import type { Content, RecordKind } from './kind.ts'

/**
 * For a kind's `settle`: what follows from the rest of a content (a level from a title) follows the new one, until somebody says
 * another, which stays. It is a column of the field that has its name.
 */
export const following =
  <C extends Content, Name extends keyof C & string>(
    name: Name,
    from: (content: C) => C[Name],
  ): NonNullable<RecordKind<C>['settle']> =>
  (content, before, given) => {
    const follows = given[name] === undefined && (!before || before[name] === from(before))
    return follows ? { ...content, [name]: from(content) } : content
  }
