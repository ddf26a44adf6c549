import type { CardAction } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import { date } from '../../core/fields/date.ts'
import { reference } from '../../core/fields/reference.ts'
import { text } from '../../core/fields/text.ts'
import { formButton } from '../../core/form/button.ts'
import type { FieldType } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { toDay } from '../../core/time/day.ts'
import { DecisionState } from '../../generated/prisma/enums.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { deadlineField } from '../../programme/fields/deadline.ts'
import { leadingPairField } from '../../programme/fields/leading-pair.ts'
import { ownerField, ownerOf, ownerOn } from '../../programme/fields/owner.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import { requireOwners } from '../../programme/people/owners.ts'
import { agendaAction, isOnAgenda, talliedAgendas } from '../../programme/records/agenda.ts'
import { defineKind, fieldsFor } from '../../programme/records/kind.ts'
import { requireReferenced } from '../../programme/records/referenced.ts'
import { checkYears } from '../../programme/records/years.ts'
import { content, type DecisionContent, isOpen, isOverdue } from './content.ts'
import { requireUnlocked } from './locked.ts'

type Word = 'about' | 'meeting' | 'assisting' | 'recipient' | 'due' | 'postponed' | 'result'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `decisions.field.${name}`, example: `decisions.example.${name}`, keys }) as const

const day = date({ prefer: 'nearest' })
/** How a postponement is kept, a line each. */
const postponement = /^(\d{4}-\d\d-\d\d) → (\d{4}-\d\d-\d\d) · /gmu

/** What was postponed, with its days in the reader's words. */
const postponements = (): FieldType<string> => ({
  ...text({ maximum: 4000, multiline: true }),
  show: (lines, reading) =>
    lines.replace(postponement, (_, from: string, to: string) =>
      reading.translate('decisions.postponement', {
        from: day.show(toDay(from), reading),
        to: day.show(toDay(to), reading),
      }),
    ),
})

const { column, columns } = fieldsFor<DecisionContent>()

/** What a meeting agreed on (议定事项): one accountable owner on either side, and a day. */
export const decisionKind = (tools: FeatureTools) =>
  defineKind({
    feature: 'decisions',
    prefix: 'D',
    word: 'decision',
    noun: 'decisions.noun',
    listLabel: 'decisions.button.list',
    referenceExample: 'decisions.example.reference',
    table: 'decision',
    content,
    begins: DecisionState.open,
    tallied: (decision, { translate }) => talliedAgendas(decision, translate),
    takesFiles: true,
    title: ({ meeting, number }, translate) =>
      meeting !== null && typeof number === 'number'
        ? translate('decisions.numbered', { meeting, number })
        : undefined,
    isNumbered: true,
    fields: {
      pair: column('pairId', leadingPairField(tools.registry), {
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
        ...ownerOn<DecisionContent>('assisting'),
        given: 'always',
        brief: ownerOf('assisting'),
      }),
      recipient: columns(['recipientOwner'], ownerField(), {
        ...words('recipient'),
        ...ownerOn<DecisionContent>('recipient'),
        given: 'always',
        brief: ownerOf('recipient'),
      }),
      due: column('dueOn', deadlineField(tools.calendar), {
        ...words('due', '期限', '限期', '完成时限', '截止', '截止日期', 'by', 'deadline'),
        given: 'always',
      }),
      meeting: column('meeting', reference('M'), {
        ...words('meeting', '会议', '联席会议'),
        asked: false,
      }),
      postponed: column('postponements', postponements(), {
        ...words('postponed'),
        given: 'later',
      }),
      result: column('result', text({ maximum: 1000, multiline: true }), {
        ...words('result', '结果', '办理结果', 'note'),
        given: 'later',
        freeText: true,
      }),
    },
    phases: {
      open: 'decisions.phase.open',
      postponed: 'decisions.phase.postponed',
      overdue: 'decisions.phase.overdue',
      done: 'decisions.phase.done',
      cancelled: 'decisions.phase.cancelled',
    },
    phaseOf: (decision, today) => (isOverdue(decision, today) ? 'overdue' : decision.state),
    check: async (context, decision, before) => {
      const { dueOn, meeting } = decision
      const today = context.clock.today()
      if (dueOn !== before?.dueOn && dueOn < today) throw new UserError(notice('decisions.pastDue'), 'due')
      checkYears('due', today, [dueOn], before && [before.dueOn])
      await requireOwners(context, tools.registry, decision, before)
      if (meeting !== null && meeting !== before?.meeting)
        await requireReferenced(context, tools, meeting, 'meeting')
      await requireUnlocked(context, tools, decision, before)
    },
    buttons: (decision, { translate }, { mayWrite }): CardAction[] => {
      if (!mayWrite || !isOpen(decision)) return []
      const { reference: about } = decision
      return [
        {
          ...formButton(translate('decisions.button.done'), 'decision done', { reference: about }),
          style: 'primary',
        },
        formButton(translate('decisions.button.postpone'), 'decision postpone', { reference: about }),
        ...(isOnAgenda(decision) ? [] : [agendaAction({ word: 'decision' }, about, translate)]),
      ]
    },
  })

export type DecisionKind = ReturnType<typeof decisionKind>
