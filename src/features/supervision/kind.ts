import { UserError } from '../../core/errors.ts'
import { date } from '../../core/fields/date.ts'
import { reference } from '../../core/fields/reference.ts'
import { text } from '../../core/fields/text.ts'
import { formButton } from '../../core/form/button.ts'
import { notice } from '../../core/i18n.ts'
import { SupervisionState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { deadlineField } from '../../programme/fields/deadline.ts'
import { leadingPairField, pairGiven } from '../../programme/fields/leading-pair.ts'
import { ownerField, withoutPerson } from '../../programme/fields/owner.ts'
import { pairCalled } from '../../programme/fields/pair.ts'
import { litField } from '../../programme/lights.ts'
import { defineKind, fieldsFor } from '../../programme/records/kind.ts'
import { requireReferenced } from '../../programme/records/referenced.ts'
import { checkYears } from '../../programme/records/years.ts'
import { content, type ItemContent, isOpen, isOverdue, litOf } from './content.ts'

type Word = 'about' | 'project' | 'light' | 'lightOut' | 'owner' | 'due' | 'result' | 'closed'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `supervision.field.${name}`, example: `supervision.example.${name}`, keys }) as const

const { column, columns } = fieldsFor<ItemContent>()

/** What only those who supervise set: who files evidence does not move the day by which it is asked for. */
const set = ['pairId', 'about', 'project', 'owner', 'dueOn'] as const

/** Something that is followed up (督办): a unit answers for it, by a day, with evidence. */
export const itemKind = (tools: FeatureTools) =>
  defineKind({
    feature: 'supervision',
    prefix: 'S',
    word: 'supervise',
    noun: 'supervision.noun',
    listLabel: 'supervision.button.list',
    referenceExample: 'supervision.example.reference',
    table: 'supervision',
    content,
    begins: SupervisionState.open,
    takesFiles: true,
    isSupervised: true,
    fields: {
      pair: column('pairId', leadingPairField(tools.registry), {
        ...pairCalled(),
        // The channel tells, or whose officer asks; where neither does it is asked for after the rest.
        asked: false,
      }),
      project: column('project', reference('P'), { ...words('project', '项目'), asked: false }),
      about: column('about', text({ maximum: 500 }), {
        ...words('about', '内容', '事项', '要求', 'what', 'text'),
        given: 'always',
        freeText: 'firstPhrase',
      }),
      light: columns(['rule', 'light', 'measured', 'threshold', 'word'], litField(), {
        ...words('light'),
        given: 'never',
        get: litOf,
        put: (lit) => ({ ...lit }),
      }),
      lightOut: column('litOutOn', date({ prefer: 'past' }), { ...words('lightOut'), given: 'never' }),
      owner: columns(['owner'], ownerField(), {
        ...words('owner', '责任单位', '负责', '责任人', 'unit', 'responsible'),
        asked: false,
        claims: false,
        get: ({ owner }) => ({ name: owner }),
        put: ({ name }) => ({ owner: name }),
        withoutName: withoutPerson,
      }),
      due: column('dueOn', deadlineField(tools.calendar), {
        ...words('due', '期限', '限期', '办理期限', '截止', '截止日期', 'by', 'deadline'),
      }),
      result: column('result', text({ maximum: 1000, multiline: true }), {
        ...words('result', '结果', '整改情况', '办理结果', '说明', 'note'),
        given: 'later',
        freeText: true,
      }),
      closed: column('closedOn', date({ prefer: 'past' }), { ...words('closed'), given: 'never' }),
    },
    phases: {
      open: 'supervision.phase.open',
      overdue: 'supervision.phase.overdue',
      cleared: 'supervision.phase.cleared',
      closed: 'supervision.phase.closed',
      cancelled: 'supervision.phase.cancelled',
    },
    phaseOf: (item, today) => {
      if (isOverdue(item, today)) return 'overdue'
      return isOpen(item) && item.litOutOn !== null ? 'cleared' : item.state
    },
    begun: (item, context) => {
      const today = context.clock.today()
      return {
        ...item,
        pairId: pairGiven(context, tools.registry, item.pairId, item.about),
        dueOn: item.dueOn ?? tools.calendar.addWorkdays(today, tools.projectRules.supervisionWorkdays(today)),
      }
    },
    check: async (context, item, before) => {
      const { clock, caller } = context
      const isSet = set.some((name) => item[name] !== before?.[name])
      const isCalledOff = item.state === SupervisionState.cancelled && before?.state !== item.state
      if (before && (isSet || isCalledOff) && !caller.may('supervise'))
        throw new UserError(notice('supervision.supervisorsOnly'))
      if (item.rule !== null && before && item.project !== before.project)
        throw new UserError(notice('supervision.ofItsProject'), 'project')
      if (item.dueOn !== before?.dueOn) {
        if (item.dueOn < clock.today()) throw new UserError(notice('supervision.pastDue'), 'due')
        checkYears('due', clock.today(), [item.dueOn], before && [before.dueOn])
      }
      if (item.project !== null && item.project !== before?.project)
        await requireReferenced(context, tools, item.project, 'project')
      const isOpened = before && isOpen(item) && !isOpen(before) && item.rule !== null
      if (isOpened && (await isTaken(context, item, before.reference)))
        throw new UserError(notice('supervision.openAlready'))
    },
    mayEdit: (_item, { caller }) => caller === undefined || caller.may('supervise'),
    buttons: (item, { translate }, { mayWrite }) =>
      mayWrite && isOpen(item)
        ? [
            {
              ...formButton(translate('supervision.button.close'), 'supervise close', {
                reference: item.reference,
              }),
              style: 'primary',
            },
          ]
        : [],
  })

/** Another item about the same light is open by now: there is one at a time. */
const isTaken = async (
  { transaction }: Pick<ProgrammeContext, 'transaction'>,
  { project, rule }: ItemContent,
  reference: string,
): Promise<boolean> =>
  (await transaction.supervision.count({
    where: { project, rule, state: 'open', reference: { not: reference } },
  })) > 0

export type ItemKind = ReturnType<typeof itemKind>
