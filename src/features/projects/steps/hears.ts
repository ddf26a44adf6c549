import { percent } from '../../../core/fields/percent.ts'
import type { Claim, Reading } from '../../../core/form/field.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { wordsBesides } from '../../../core/plain/sentence.ts'
import { wordsOf } from '../../../core/plain/words.ts'
import { fold } from '../../../core/text.ts'
import { isAsked, nounWords, spokenOf } from '../../../programme/records/spoken.ts'
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

const longestName = 30

/** What a project is called, in words that may be its name and nothing else. */
const nameIn = (kind: ProjectKind, words: string): string | undefined => {
  const name = wordsOf('plain.noise')
    .blankedIn(nounWords(kind).blankedIn(words))
    .replace(/^[\s\p{P}]+|[\s\p{P}的]+$/gu, '')
  return /^(?:\p{Script=Han}{2,}|[\p{Script=Latin} -]{3,})$/u.test(name) && name.length <= longestName
    ? name
    : undefined
}

/** Whether a sentence tells of a project without its reference. */
const mayCall = (kind: ProjectKind, sentence: Sentence, reading: Reading): boolean =>
  !spokenOf(kind, sentence, reading).namesRecord && !isAsked(sentence)

/** Weighs more than the project that was shown before: it was said. */
const calledHearing = (words: string | undefined | false): Hearing[] =>
  words ? [{ words, certainty: 'possible', weight: 4, isCalled: true }] : []

/** 蔬菜大棚开工了: what stands before the stage is what the project is called. */
const calledAtStage = (kind: ProjectKind, { text }: Sentence, reading: Reading): string | undefined => {
  const said = text.replace(particle, ' ')
  const advance = wordsOf('projects.plain.advance')
  const claim = first(stageChoice().recognise(fold(said), reading))
  if (!claim && advance.isIn(said)) return nameIn(kind, advance.blankedIn(said))
  if (claim?.outcome.kind !== 'value' || !/^[\s\p{P}]*$/u.test(said.slice(claim.end))) return undefined
  const name = nameIn(kind, wordsOf('projects.plain.reached').blankedIn(said.slice(0, claim.start)))
  return name && `${name} to:${claim.outcome.value}`
}

/** P-2025-0001 开工了, P-2025-0001 进入招投标: a stage beside the project, and nothing else. */
export const hearsStage = (kind: ProjectKind): Hears => {
  const type = stageChoice()
  return (sentence, reading) => {
    const called = calledHearing(mayCall(kind, sentence, reading) && calledAtStage(kind, sentence, reading))
    const told = toldOf(kind, sentence, reading)
    if (!told) return called
    const said = wordsOf('projects.plain.reached').blankedIn(told.rest.replace(particle, ' '))
    const claim = first(type.recognise(fold(said), reading))
    if (claim?.outcome.kind !== 'value') return called
    const rest = wordsOf('projects.plain.reached').blankedIn(wordsBesides(said, [claim]))
    if (!/^[\s\p{P}已]*$/u.test(rest)) return called
    const certainty = told.isNamed && !sentence.doubts ? 'sure' : 'possible'
    return [...called, { words: `${told.about} to:${claim.outcome.value}`, certainty, weight: 2 }]
  }
}

/** 蔬菜大棚进度65%: what stands before the word of its progress is what the project is called. */
const calledAtProgress = (kind: ProjectKind, { text }: Sentence, reading: Reading): string | undefined => {
  const figure = first(percent().recognise(fold(text), reading))
  if (figure?.outcome.kind !== 'value') return undefined
  const [word] = wordsOf('projects.plain.stands').placesIn(text.slice(0, figure.start))
  const name = word && nameIn(kind, text.slice(0, word.start))
  if (!word || name === undefined) return undefined
  const isOfFigure = /^[\s约到了]*$/u.test(text.slice(word.end, figure.start))
  return `${name} ${text.slice(isOfFigure ? figure.start : word.start)}`
}

/** P-2025-0001 进度65%，主体完工: a percentage beside the project, and what else is told of it. */
export const hearsUpdate = (kind: ProjectKind): Hears => {
  const type = percent()
  return (sentence, reading) => {
    const called = calledHearing(
      mayCall(kind, sentence, reading) && calledAtProgress(kind, sentence, reading),
    )
    const told = toldOf(kind, sentence, reading)
    if (!told) return called
    const claim = first(type.recognise(fold(told.rest), reading))
    if (claim?.outcome.kind !== 'value') return called
    const certainty = told.isNamed && !sentence.doubts ? 'sure' : 'possible'
    return [...called, { words: `${told.about} ${told.rest}`, certainty, weight: 3 }]
  }
}
