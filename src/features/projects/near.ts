import { distance } from 'fastest-levenshtein'
import { actions, type Block, lineAction, text } from '../../core/card.ts'
import { fold } from '../../core/text.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Project } from './content.ts'

/** Numbers, which tell parts and years of one work apart, and words that any project may have in its name. */
const telling =
  /[0-9]+|第?[一二三四五六七八九十]+(?=[期批个号段])|[期批号段]|项目|工程|建设|(?<![a-z])(?:phase|stage|part|project|works?|construction|the|of|in|for|and)(?![a-z])/giu

const bare = (name: string): string =>
  fold(name)
    .toLowerCase()
    .replace(telling, ' ')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()

/** Characters that may be others: one in a name of this many or more. */
const shortest = 4

const wordsOf = (name: string): readonly string[] => name.split(' ')

/** Whether two names are plainly alike: but for a number, a mark, a character or one word. */
export const isNear = (one: string, other: string): boolean => {
  const [first, second] = [bare(one), bare(other)]
  if (first === '' || second === '') return fold(one) === fold(other)
  const [joined, joinedOther] = [first, second].map((name) => name.replaceAll(' ', ''))
  if (joined === joinedOther) return true
  const isLatin = /\p{Script=Latin}/u.test(first)
  const [words, others] = [wordsOf(first), wordsOf(second)]
  if (isLatin) {
    const missing = (some: readonly string[], all: readonly string[]) =>
      some.filter((word) => !all.includes(word)).length
    return (
      Math.min(words.length, others.length) > 1 &&
      Math.max(missing(words, others), missing(others, words)) < 2
    )
  }
  return (
    Math.min(joined?.length ?? 0, joinedOther?.length ?? 0) >= shortest &&
    distance(joined ?? '', joinedOther ?? '') < 2
  )
}

/** Projects that are named beside one that was entered. */
const mostNear = 3

/** What is said of a project that was entered where another of its pair has nearly its name: it may be the same. */
export const nearNotes = async (
  { transaction, translate }: Pick<ProgrammeContext, 'transaction' | 'translate'>,
  { reference, pairId, name, english }: Project,
): Promise<Block[]> => {
  const others = await transaction.$queryRaw<Array<Pick<Project, 'reference' | 'name' | 'english'>>>`
    SELECT reference, name, english FROM project
    WHERE pair_id = ${pairId} AND state <> 'cancelled' AND reference <> ${reference} ORDER BY id DESC`
  const own = [name, ...(english === null ? [] : [english])]
  const near = others
    .filter((other) =>
      [other.name, other.english].some((its) => its !== null && own.some((mine) => isNear(mine, its))),
    )
    .slice(0, mostNear)
  if (near.length === 0) return []
  const named = near.map((other) => `${other.reference} ${other.name}`)
  return [
    text(
      translate('projects.near', { reference, projects: named.join(translate('projects.listed')) }),
      'warning',
    ),
    actions(...near.map((other) => lineAction(other.reference, `/project show ${other.reference}`))),
  ]
}
