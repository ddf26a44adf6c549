import { percent } from '../../../core/fields/percent.ts'
import type { Claim, Reading } from '../../../core/form/field.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { wordsBesides } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import { fold } from '../../../core/text.ts'
import { isAsked, spokenOf } from '../../../programme/records/spoken.ts'
import type { ProjectKind } from '../kind.ts'
import { stageChoice } from './stage-choice.ts'

/** 开工了 says no more than 开工. */
const particle = /(?<=\p{Script=Han})[了啦](?=[\s\p{P}]*$)/u

type Hears = (sentence: Sentence, reading: Reading) => readonly Hearing[]

/** The project that a sentence tells something of, and what it tells. */
const toldOf = (kind: ProjectKind, sentence: Sentence, reading: Reading) => {
  const { references, last, rest } = spokenOf(kind, sentence, reading)
  const [only, ...more] = references
  const about = only ?? last
  return more.length > 0 || about === undefined || isAsked(sentence)
    ? undefined
    : { about, rest, isNamed: only !== undefined }
}

const first = <Value>(claims: readonly Claim<Value>[]): Claim<Value> | undefined =>
  claims.length === 1 ? claims[0] : undefined

/** P-2025-0001 开工了, P-2025-0001 进入招投标: a stage beside the project, and nothing else. */
export const hearsStage = (kind: ProjectKind): Hears => {
  const type = stageChoice()
  return (sentence, reading) => {
    const told = toldOf(kind, sentence, reading)
    if (!told) return []
    const said = wordsOf('projects.plain.reached').blankedIn(told.rest.replace(particle, ' '))
    const claim = first(type.recognise(fold(said), reading))
    if (claim?.outcome.kind !== 'value') return []
    const rest = wordsOf('projects.plain.reached').blankedIn(wordsBesides(said, [claim]))
    if (!/^[\s\p{P}已]*$/u.test(rest)) return []
    const certainty = told.isNamed && !sentence.doubts ? 'sure' : 'possible'
    return [{ words: `${told.about} to:${claim.outcome.value}`, certainty, weight: 2 }]
  }
}

/** P-2025-0001 进度65%，主体完工: a percentage beside the project, and what else is told of it. */
export const hearsUpdate = (kind: ProjectKind): Hears => {
  const type = percent()
  return (sentence, reading) => {
    const told = toldOf(kind, sentence, reading)
    if (!told) return []
    const claim = first(type.recognise(fold(told.rest), reading))
    if (claim?.outcome.kind !== 'value') return []
    const certainty = told.isNamed && !sentence.doubts ? 'sure' : 'possible'
    return [{ words: `${told.about} ${told.rest}`, certainty, weight: 3 }]
  }
}
