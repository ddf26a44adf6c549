import { z } from 'zod'
import { type CardAction, lineAction } from '../../core/card.ts'
import { quote } from '../../core/fields/quote.ts'
import { text } from '../../core/fields/text.ts'
import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import { ProblemState } from '../../generated/prisma/enums.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { ownerField, ownerOn } from '../../programme/fields/owner.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import { requireOwners } from '../../programme/people/owners.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { agendaAction, isOnAgenda, talliedAgendas } from '../../programme/records/agenda.ts'
import { day, defineKind, fieldsFor, type RecordOf, sharedContent } from '../../programme/records/kind.ts'
import { clockField } from './clock.ts'
import type { Ladder } from './ladder.ts'

const content = z.object({
  ...sharedContent,
  about: z.string(),
  quoteText: z.string().nullable(),
  quoteLink: z.string().nullable(),
  assistingOwner: z.string().nullable(),
  recipientOwner: z.string().nullable(),
  raisedOn: day,
  stoppedOn: day.nullable(),
  result: z.string().nullable(),
  reopenReason: z.string().nullable(),
  state: z.enum(ProblemState),
})
export type ProblemContent = z.infer<typeof content>
export type Problem = RecordOf<ProblemContent>

/** Nobody has taken it on: its clock runs. */
export const isWaiting = ({ state }: ProblemContent): boolean =>
  state === ProblemState.open || state === ProblemState.reopened

type Word = 'about' | 'quote' | 'assisting' | 'recipient' | 'clock' | 'result' | 'reopened'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `problems.field.${name}`, example: `problems.example.${name}`, keys }) as const

export const acknowledgeAction = (reference: string, translate: Translator): CardAction =>
  lineAction(translate('problems.button.acknowledge'), `/problem acknowledge ${reference}`, 'primary')

const resolveAction = (reference: string, translate: Translator): CardAction =>
  formButton(translate('problems.button.resolve'), 'problem resolve', { reference })

const { column, columns } = fieldsFor<ProblemContent>()

/** Something that stands in the way (问题), with somebody to answer for it on either side, and one clock. */
export const problemKind = (registry: Registry, ladder: Ladder) =>
  defineKind({
    feature: 'problems',
    prefix: 'Q',
    word: 'problem',
    noun: 'problems.noun',
    listLabel: 'problems.button.list',
    referenceExample: 'problems.example.reference',
    table: 'problem',
    content,
    begins: ProblemState.open,
    tallied: (problem, { translate }) => talliedAgendas(problem, translate),
    takesFiles: true,
    fields: {
      pair: column('pairId', leadingPairField(registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      about: column('about', text({ maximum: 500 }), {
        ...words('about', '内容', '事项', 'what', 'text'),
        given: 'always',
        freeText: 'firstPhrase',
      }),
      assisting: columns(['assistingOwner'], ownerField(), {
        ...words('assisting'),
        ...ownerOn<ProblemContent>('assisting'),
        asked: false,
      }),
      recipient: columns(['recipientOwner'], ownerField(), {
        ...words('recipient'),
        ...ownerOn<ProblemContent>('recipient'),
        asked: false,
      }),
      // Names of persons are in what people write to each other.
      quote: columns(['quoteText', 'quoteLink'], quote(), {
        ...words('quote'),
        claims: false,
        asked: false,
        get: ({ quoteText, quoteLink }) =>
          quoteText === null && quoteLink === null
            ? undefined
            : { text: quoteText ?? undefined, link: quoteLink ?? undefined },
        put: ({ text: said, link }) => ({ quoteText: said ?? null, quoteLink: link ?? null }),
        withoutName: ({ link }) => (link === undefined ? undefined : { link }),
      }),
      clock: columns(['raisedOn', 'stoppedOn'], clockField(ladder), {
        ...words('clock'),
        given: 'never',
        exported: [
          { label: 'problems.export.raised', cell: ({ raisedOn }) => ({ day: raisedOn }) },
          {
            label: 'problems.export.acknowledged',
            cell: ({ stoppedOn }) => (stoppedOn === null ? undefined : { day: stoppedOn }),
          },
        ],
        get: ({ raisedOn, stoppedOn, state }) =>
          state === ProblemState.cancelled ? undefined : { raisedOn, stoppedOn },
        put: (clock) => clock,
      }),
      reopened: column('reopenReason', text({ maximum: 300 }), {
        ...words('reopened', '原因', '理由', 'reason'),
        given: 'later',
        freeText: true,
      }),
      result: column('result', text({ maximum: 1000, multiline: true }), {
        ...words('result', '结果', '办理结果', 'note'),
        given: 'later',
        freeText: true,
      }),
    },
    phases: {
      pair: 'problems.phase.pair',
      offices: 'problems.phase.offices',
      provinces: 'problems.phase.provinces',
      meeting: 'problems.phase.meeting',
      acknowledged: 'problems.phase.acknowledged',
      resolved: 'problems.phase.resolved',
      cancelled: 'problems.phase.cancelled',
    },
    phaseOf: (problem, today) => (isWaiting(problem) ? ladder.rungOf(problem, today) : problem.state),
    begun: (problem, context) => ({
      ...problem,
      pairId: pairGiven(context, registry, problem.pairId, problem.about),
      raisedOn: context.clock.today(),
    }),
    check: (context, problem, before) => requireOwners(context, registry, problem, before),
    buttons: (problem, { today, translate }, { mayWrite }) => {
      if (!mayWrite) return []
      const resolve = resolveAction(problem.reference, translate)
      if (!isWaiting(problem))
        return problem.state === ProblemState.acknowledged ? [{ ...resolve, style: 'primary' }] : []
      return [
        acknowledgeAction(problem.reference, translate),
        resolve,
        ...(ladder.rungOf(problem, today) === 'meeting' && !isOnAgenda(problem)
          ? [agendaAction({ word: 'problem' }, problem.reference, translate)]
          : []),
      ]
    },
  })

export type ProblemKind = ReturnType<typeof problemKind>
