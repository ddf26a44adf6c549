import { z } from 'zod'
import { card, lineAction, text } from '../../../core/card.ts'
import { type Command, defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { field, type Reading } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { Hearing, Sentence } from '../../../core/plain/sentence.ts'
import { fold } from '../../../core/text.ts'
import { Prisma, type Vote } from '../../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { recordsOf } from '../../../programme/records/changes.ts'
import { aboutRecord, type Named } from '../../../programme/records/commands.ts'
import { askReference } from '../../../programme/records/forms.ts'
import { selectRecords } from '../../../programme/records/select.ts'
import { spokenOf, withoutVerb } from '../../../programme/records/spoken.ts'
import { subjectMeant } from '../../../programme/subject.ts'
import { type Poll, slotsOf } from './content.ts'
import type { PollKind } from './kind.ts'
import type { PollLife } from './life.ts'
import { isDayOfMonth, theOthers, type Votes, votesField } from './votes.ts'

/** The poll that an answer without a reference is to: the only one that is open where the person asks. */
const onlyOpen = async (
  kind: PollKind,
  { registry }: FeatureTools,
  context: ProgrammeContext,
  votes: Votes,
): Promise<Poll> => {
  const subject = subjectMeant(context, registry, undefined)
  const ours =
    subject.kind === 'programme'
      ? Prisma.empty
      : Prisma.sql`AND (pair_id IS NULL OR pair_id IN (${Prisma.join(familyOf(registry, subject.pair))}))`
  const open = await selectRecords(
    kind,
    context.transaction,
    Prisma.sql`WHERE state = 'open' AND closes_at > ${context.clock.now()} ${ours} ORDER BY closes_at, id LIMIT 5`,
  )
  const [only, ...others] = open
  if (only && others.length === 0) return only
  if (!only) throw new UserError(notice('polls.vote.none'))
  const typed = votesField().write(votes)
  throw new UserError(
    notice('polls.vote.which'),
    undefined,
    open.map(({ reference }) => lineAction(reference, `/${kind.word} vote ${reference} ${typed}`)),
  )
}

/** Of a day there may be several. */
const startsMeant = (slots: readonly string[], slot: number): readonly string[] =>
  slots.filter((start, index) =>
    isDayOfMonth(slot) ? Number(start.slice(8, 10)) === slot : index === slot - 1,
  )

/** What is answered to each slot. Throws a `UserError` for a number that no slot has. */
const answersTo = (poll: Poll, votes: Votes): ReadonlyMap<string, Vote> => {
  const slots = slotsOf(poll)
  const named = new Map<string, Vote>()
  for (const { slot, vote } of votes) {
    const meant = startsMeant(slots, slot)
    if (slot !== theOthers && meant.length === 0)
      throw new UserError(
        isDayOfMonth(slot)
          ? notice('polls.vote.noSuchDay', { day: slot })
          : notice('polls.vote.noSuch', { slot, count: slots.length }),
      )
    for (const start of meant) named.set(start, vote)
  }
  const rest = votes.find(({ slot }) => slot === theOthers)
  return rest ? new Map(slots.map((start) => [start, named.get(start) ?? rest.vote] as const)) : named
}

/** 1可以 2不行, after a poll was shown or beside its reference. */
const hearsVotes =
  (kind: PollKind) =>
  (sentence: Sentence, reading: Reading): Hearing[] => {
    const { references, last, rest } = spokenOf(kind, sentence, reading)
    const [only, ...more] = references
    if (more.length > 0) return []
    const words = withoutVerb(kind, rest, undefined).replace(/^(?:答复|回复|answer|vote)\s*[:：]?\s*/iu, '')
    const outcome = votesField().validate(fold(words), reading)
    if (outcome.kind !== 'value') return []
    // Without a number any agreement would do (可以, ok), unless it is of all (都可以).
    const isNumbered = outcome.value.some(({ slot }) => slot !== theOthers)
    const isOfAll = /^(?:都|全都|全部|所有|all)/iu.test(words)
    const about = only ?? last
    if (about === undefined) {
      const isSlot = outcome.value.some(({ slot }) => slot !== theOthers && !isDayOfMonth(slot))
      return isSlot ? [{ words, certainty: 'likely', weight: 3 }] : []
    }
    const certainty = only !== undefined || isNumbered || isOfAll ? 'sure' : 'possible'
    return [{ words: `${about} ${words}`, certainty, weight: 3 }]
  }

/** Answers to a poll: from its buttons, or in one line for all of its times. */
export const voteCommand = (
  kind: PollKind,
  life: PollLife,
  tools: FeatureTools,
  named: Named,
): Command<ProgrammeContext> =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'write',
    form: z.object({
      reference: askReference(kind).optional(),
      votes: field(votesField(), {
        label: 'polls.field.votes',
        example: 'polls.example.votes',
        keys: ['答复', 'answers'],
      }),
    }),
    hears: hearsVotes(kind),
    run: async (context: ProgrammeContext, { reference, votes }) => {
      const { translate, caller } = context
      if (!caller.officer) throw new UserError(notice('polls.vote.officers'))
      const meant =
        reference === undefined
          ? await onlyOpen(kind, tools, context, votes)
          : await recordsOf(kind, tools.registry).read(context, reference)
      const poll = await life.toAnswer(context, meant)
      const answers = answersTo(poll, votes)
      const left = await life.answer(context, poll, answers)
      const slots = slotsOf(poll)
      const numbered = [...answers].map(([start, vote]) => ({ slot: slots.indexOf(start) + 1, vote }))
      // The last answer of all ends it.
      const { state } = await life.find(context.transaction, poll.reference)
      const said = translate(state === poll.state ? 'polls.vote.done' : 'polls.vote.doneLast', {
        reference: poll.reference,
        votes: votesField().show(numbered, context.reading),
      })
      const missing = left.map((start) => slots.indexOf(start) + 1).join(translate('polls.mark'))
      return {
        card: card(
          text(said, 'success'),
          left.length > 0 && text(translate('polls.vote.left', { missing }), 'warning'),
        ),
        audience: 'actor',
        about: aboutRecord(poll.reference),
      }
    },
  })
